package dev.leadloop.nurture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTimesTest {
  private static final ZoneId DEFAULT = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
    "America/Chicago, US, America/Chicago",
    "-, DE, Europe/Berlin",
    "-, germany, Europe/Berlin",
    "-, ' IN ', Asia/Kolkata",
    "-, India, Asia/Kolkata",
    "-, US, America/New_York",
    "-, United States, America/New_York",
    "-, Atlantis, America/New_York",
    "-, -, America/New_York",
    "Mars/Olympus, JP, Asia/Tokyo",
    "'', BR, America/New_York"
  })
  void theZoneIsTheLeadsOwnElseItsCountrysElseTheDefault(@Nullable String zone, @Nullable String country, String found) {
    assertThat(LeadZone.of(lead(zone, country), DEFAULT)).isEqualTo(ZoneId.of(found));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-02T08:30:00Z, 2026-03-02T08:30:00Z, within hours it goes at once",
    "Europe/Berlin, 2026-03-02T16:30:00Z, 2026-03-03T08:00:00Z, after hours it waits for the morning",
    "Europe/Berlin, 2026-03-27T16:30:00Z, 2026-03-30T07:00:00Z, over a weekend on which clocks go forward",
    "America/New_York, 2026-10-30T22:00:00Z, 2026-11-02T14:00:00Z, over a weekend on which clocks go back",
    "Asia/Tokyo, 2026-03-06T09:00:00Z, 2026-03-09T00:00:00Z, Friday evening there though Friday morning here",
    "Asia/Tokyo, 2026-03-08T23:00:00Z, 2026-03-09T00:00:00Z, Monday there though Sunday here",
    "Pacific/Auckland, 2026-03-05T22:00:00Z, 2026-03-05T22:00:00Z, Friday there though Thursday here",
    "America/Sao_Paulo, 2026-12-24T21:00:00Z, 2026-12-28T12:00:00Z, a quiet date and a weekend after it"
  })
  void aMailGoesWithinTheHoursOfTheLeadsOwnWeekday(ZoneId zone, Instant from, Instant goes, String why) {
    LeadProfile lead = lead(zone.getId(), null);
    assertThat(SendingTimes.next(office(), lead, from)).as(why).isEqualTo(goes);
    assertThat(SendingTimes.closed(office(), lead, goes)).isNull();
    if (goes.isAfter(from)) {
      assertThat(SendingTimes.closed(office(), lead, from)).contains(zone.getId());
    }
  }

  static NurtureRules office() {
    Map<DayOfWeek, List<Block>> hours = new EnumMap<>(DayOfWeek.class);
    for (int day = 1; day <= 5; day++) {
      hours.put(DayOfWeek.of(day), List.of(new Block(LocalTime.of(9, 0), LocalTime.of(17, 0))));
    }
    BusinessCalendar calendar =
        new BusinessCalendar("sending", DEFAULT, hours, Set.of(LocalDate.of(2026, 12, 25)), false);
    return new NurtureRules(calendar, List.of(), Duration.ofDays(30), Map.of());
  }

  private static LeadProfile lead(@Nullable String zone, @Nullable String country) {
    return new LeadProfile(true, EmailKind.BUSINESS, null, Company.UNKNOWN, country, zone, FirstTouch.UNKNOWN, Map.of(),
        MailConsent.UNKNOWN);
  }
}
