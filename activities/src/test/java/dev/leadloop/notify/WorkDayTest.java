package dev.leadloop.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.sla.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkDayTest {
  private static final List<BusinessCalendar.Block> DAY =
      List.of(
          new BusinessCalendar.Block(LocalTime.of(9, 0), LocalTime.of(12, 0)),
          new BusinessCalendar.Block(LocalTime.of(13, 0), LocalTime.of(17, 0)));
  private static final BusinessCalendar OFFICE =
      new BusinessCalendar(
          "office", ZoneId.of("Europe/Berlin"),
          Map.of(DayOfWeek.MONDAY, DAY, DayOfWeek.TUESDAY, DAY, DayOfWeek.SUNDAY, List.of()),
          Set.of(LocalDate.of(2026, 3, 3)), false);
  private static final BusinessCalendar ALWAYS =
      new BusinessCalendar("always", ZoneId.of("Asia/Tokyo"), Map.of(), Set.of(), true);

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T07:59:59Z, false", // Monday 08:59 in Berlin
    "2026-03-02T08:00:00Z, true",
    "2026-03-02T11:30:00Z, true", // the break: the day has begun and is not over
    "2026-03-02T15:59:00Z, true",
    "2026-03-02T16:00:00Z, false", // after work
    "2026-03-01T09:00:00Z, false", // Sunday
    "2026-03-03T09:00:00Z, false", // a holiday
    "2026-03-30T07:00:00Z, true", // Monday after the clocks went forward: 09:00 is an hour earlier
    "2026-03-30T06:59:00Z, false"
  })
  void dayRunsFromItsFirstHourToItsLast(Instant now, boolean running) {
    assertThat(WorkDay.running(OFFICE, now).isPresent()).isEqualTo(running);
  }

  @ParameterizedTest
  @CsvSource({"2026-03-01T22:59:00Z, false", "2026-03-01T23:00:00Z, true"})
  void whereItIsAlwaysOpenTheDayBeginsAtEight(Instant now, boolean running) {
    assertThat(WorkDay.running(ALWAYS, now).isPresent()).isEqualTo(running);
  }
}
