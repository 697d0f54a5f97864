package dev.leadloop.notify;

import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The working hours of one day.
 *
 * @param begins when the first of them begins
 */
record WorkDay(LocalDate date, Instant begins) {
  /** Where a calendar is always open, the day begins now and not at midnight. */
  private static final LocalTime ALWAYS_OPEN_BEGINS = LocalTime.of(8, 0);

  /** The day that has begun by now and is not over; empty before work, after work, and where nobody works. */
  static Optional<WorkDay> running(BusinessCalendar calendar, Instant now) {
    ZoneId zone = calendar.zone();
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant midnight = today.atStartOfDay(zone).toInstant();
    Instant tomorrow = today.plusDays(1).atStartOfDay(zone).toInstant();
    Instant begins =
        calendar.alwaysOpen()
            ? today.atTime(ALWAYS_OPEN_BEGINS).atZone(zone).toInstant()
            : calendar.plus(midnight, Duration.ZERO);
    boolean running = begins.isBefore(tomorrow) && !now.isBefore(begins) && calendar.between(now, tomorrow).isPositive();
    return running ? Optional.of(new WorkDay(today, begins)) : Optional.empty();
  }
}
