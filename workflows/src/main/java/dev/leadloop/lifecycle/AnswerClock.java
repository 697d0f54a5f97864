package dev.leadloop.lifecycle;

import dev.leadloop.sla.BusinessCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which hours the answer time of a handoff is counted, and what holds it up.
 *
 * @param calendar id of the business calendar
 * @param zone where the owner's team works, if not in the calendar's own zone
 * @param ownerZone where the owner works, if that is known
 * @param pause the pause the clock is in; null while it runs
 * @param pauses how often it was paused
 * @param snoozedUntil until when the owner is not reminded; null where reminders come
 * @param snoozes how often reminders were put off
 * @param awayFrom when the owner's absence begins and the handoff moves on; null where none is known
 */
public record AnswerClock(
    String calendar,
    @Nullable ZoneId zone,
    @Nullable ZoneId ownerZone,
    @Nullable Pause pause,
    int pauses,
    @Nullable Instant snoozedUntil,
    int snoozes,
    @Nullable Instant awayFrom) {

  /**
   * A time that does not count.
   *
   * @param until when the clock goes on by itself
   */
  public record Pause(Instant since, Instant until, String reason) {}

  static AnswerClock of(String calendar, @Nullable ZoneId zone, @Nullable ZoneId ownerZone, @Nullable Instant awayFrom) {
    return new AnswerClock(calendar, zone, ownerZone, null, 0, null, 0, awayFrom);
  }

  /** By whose clock people tell the deadline: the owner's, else the team's, else the calendar's. */
  public ZoneId toldIn(Map<String, BusinessCalendar> calendars) {
    if (ownerZone != null) {
      return ownerZone;
    }
    if (zone != null) {
      return zone;
    }
    BusinessCalendar counted = calendars.get(calendar);
    return counted == null ? ZoneOffset.UTC : counted.zone();
  }

  AnswerClock paused(Pause by) {
    return new AnswerClock(calendar, zone, ownerZone, by, pauses + 1, snoozedUntil, snoozes, awayFrom);
  }

  AnswerClock resumed() {
    return new AnswerClock(calendar, zone, ownerZone, null, pauses, snoozedUntil, snoozes, awayFrom);
  }

  AnswerClock snoozed(Instant until) {
    return new AnswerClock(calendar, zone, ownerZone, pause, pauses, until, snoozes + 1, awayFrom);
  }

  AnswerClock awake() {
    return new AnswerClock(calendar, zone, ownerZone, pause, pauses, null, snoozes, awayFrom);
  }

  AnswerClock away(@Nullable Instant from) {
    return new AnswerClock(calendar, zone, ownerZone, pause, pauses, snoozedUntil, snoozes, from);
  }
}
