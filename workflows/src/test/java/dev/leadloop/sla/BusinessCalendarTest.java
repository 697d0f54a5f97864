package dev.leadloop.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.sla.BusinessCalendar.Block;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final BusinessCalendar NINE_TO_FIVE = weekdays(Set.of(), block("09:00", "17:00"));
  private static final BusinessCalendar TEN_TO_SIX = weekdays(Set.of(), block("10:00", "18:00"));

  @Test
  void lateFridayRunsIntoMonday() {
    assertThat(NINE_TO_FIVE.plus(berlin("2026-03-13T16:30"), Duration.ofHours(1))).isEqualTo(berlin("2026-03-16T09:30"));
  }

  @Test
  void sundayBeginsOnMondayMorning() {
    assertThat(NINE_TO_FIVE.plus(berlin("2026-03-15T15:00"), Duration.ofHours(1))).isEqualTo(berlin("2026-03-16T10:00"));
  }

  @Test
  void tenHoursFromWednesdayAfternoonEndOnThursday() {
    assertThat(TEN_TO_SIX.plus(berlin("2026-03-11T15:00"), Duration.ofHours(10))).isEqualTo(berlin("2026-03-12T17:00"));
  }

  @Test
  void tenHoursFromWednesdayNightEndOnFridayNoon() {
    assertThat(TEN_TO_SIX.plus(berlin("2026-03-11T20:00"), Duration.ofHours(10))).isEqualTo(berlin("2026-03-13T12:00"));
  }

  @Test
  void deadlineStaysOnTheEndOfItsBlock() {
    assertThat(NINE_TO_FIVE.plus(berlin("2026-03-11T16:00"), Duration.ofHours(1))).isEqualTo(berlin("2026-03-11T17:00"));
  }

  @Test
  void noTimeIsNowWhenOpenAndTheNextOpeningWhenShut() {
    assertThat(NINE_TO_FIVE.plus(berlin("2026-03-11T16:00"), Duration.ZERO)).isEqualTo(berlin("2026-03-11T16:00"));
    assertThat(NINE_TO_FIVE.plus(berlin("2026-03-13T17:00"), Duration.ZERO)).isEqualTo(berlin("2026-03-16T09:00"));
  }

  @Test
  void holidaysAreSkipped() {
    BusinessCalendar easter =
        weekdays(Set.of(LocalDate.parse("2026-04-03"), LocalDate.parse("2026-04-06")), block("09:00", "17:00"));
    assertThat(easter.plus(berlin("2026-04-02T16:00"), Duration.ofHours(2))).isEqualTo(berlin("2026-04-07T10:00"));
  }

  @Test
  void lunchDoesNotCount() {
    BusinessCalendar lunch = weekdays(Set.of(), block("09:00", "12:30"), block("13:00", "17:30"));
    assertThat(lunch.plus(berlin("2026-03-11T12:00"), Duration.ofHours(1))).isEqualTo(berlin("2026-03-11T13:30"));
    assertThat(lunch.between(berlin("2026-03-11T12:00"), berlin("2026-03-11T13:30"))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void nightShiftAcrossMidnightIsOneStretch() {
    BusinessCalendar night = everyDay(block("00:00", "06:00"), block("22:00", "00:00"));
    assertThat(night.plus(berlin("2026-03-11T23:30"), Duration.ofHours(3))).isEqualTo(berlin("2026-03-12T02:30"));
  }

  @Test
  void hourThatIsSkippedInSpringDoesNotCount() {
    BusinessCalendar early = everyDay(block("01:00", "05:00"));
    // 02:00 to 03:00 does not exist on 29 March.
    assertThat(early.plus(berlin("2026-03-29T01:30"), Duration.ofHours(1))).isEqualTo(berlin("2026-03-29T03:30"));
    assertThat(early.between(berlin("2026-03-29T00:00"), berlin("2026-03-29T12:00"))).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void hourThatComesTwiceInAutumnCountsTwice() {
    BusinessCalendar early = everyDay(block("01:00", "05:00"));
    assertThat(early.between(berlin("2026-10-25T00:00"), berlin("2026-10-25T12:00"))).isEqualTo(Duration.ofHours(5));
    assertThat(early.plus(Instant.parse("2026-10-25T00:30:00Z"), Duration.ofHours(2)))
        .isEqualTo(Instant.parse("2026-10-25T02:30:00Z"));
  }

  @Test
  void alwaysOpenCountsEveryInstant() {
    BusinessCalendar always = new BusinessCalendar("always", BERLIN, Map.of(), Set.of(), true);
    assertThat(always.plus(berlin("2026-03-14T23:00"), Duration.ofHours(2))).isEqualTo(berlin("2026-03-15T01:00"));
    assertThat(always.between(berlin("2026-03-14T23:00"), berlin("2026-03-15T01:00"))).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void timeBackwardsIsNegative() {
    assertThat(NINE_TO_FIVE.between(berlin("2026-03-11T12:00"), berlin("2026-03-11T10:00"))).isEqualTo(Duration.ofHours(-2));
  }

  @Test
  void calendarWithoutHoursSaysSo() {
    BusinessCalendar shut = new BusinessCalendar("shut", BERLIN, Map.of(), Set.of(), false);
    assertThat(shut.between(berlin("2026-03-11T12:00"), berlin("2027-03-11T10:00"))).isEqualTo(Duration.ZERO);
    assertThatThrownBy(() -> shut.plus(berlin("2026-03-11T12:00"), Duration.ofMinutes(5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'shut' has no open hours")
        .hasMessageContaining("give it hours");
  }

  @Test
  void negativeTimeIsRefused() {
    assertThatThrownBy(() -> NINE_TO_FIVE.plus(berlin("2026-03-11T12:00"), Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static Block block(String from, String to) {
    return new Block(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static BusinessCalendar weekdays(Set<LocalDate> holidays, Block... blocks) {
    Map<DayOfWeek, List<Block>> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= 5) {
        hours.put(day, List.of(blocks));
      }
    }
    return new BusinessCalendar("office", BERLIN, hours, holidays, false);
  }

  private static BusinessCalendar everyDay(Block... blocks) {
    Map<DayOfWeek, List<Block>> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      hours.put(day, List.of(blocks));
    }
    return new BusinessCalendar("daily", BERLIN, hours, Set.of(), false);
  }
}
