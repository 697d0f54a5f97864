package dev.leadloop.lifecycle.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.sla.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which hours the answer time of a handoff is counted, and what holds it up.
 *
 * @param calendar id of the business calendar: the owner's own, else the team's, else the class's; empty of handoffs that are
 *     older than clocks
 * @param zone where these hours are, if not in the calendar's own zone
 * @param ownerZone by whose clock it is told, if not by the one it is counted by
 * @param pause the pause the clock is in; null while it runs
 * @param pauses how often it was paused
 * @param snoozedUntil until when the owner is not reminded; null where reminders come
 * @param snoozes how often reminders were put off
 * @param awayFrom when the owner's absence begins and the handoff moves on; null where none is known
 * @param hours hours of the owner's own instead of the calendar's; empty for none
 * @param daysOff days off of the owner's own beside the calendar's holidays
 * @param countedSince since when what is still to come is counted, where that is later than the assignment: since a pause ended,
 *     or the lead asked for something more urgent; null where it is not, and where that was in an early version
 */
public record AnswerClock(
    String calendar,
    @Nullable ZoneId zone,
    @Nullable ZoneId ownerZone,
    @Nullable Pause pause,
    int pauses,
    @Nullable Instant snoozedUntil,
    int snoozes,
    @Nullable Instant awayFrom,
    Map<DayOfWeek, List<BusinessCalendar.Block>> hours,
    Set<LocalDate> daysOff,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant countedSince) {

  /**
   * A time that does not count.
   *
   * @param until when the clock goes on by itself
   */
  public record Pause(Instant since, Instant until, String reason) {}

  public AnswerClock {
    calendar = calendar == null ? "" : calendar;
    hours = hours == null ? Map.of() : Map.copyOf(hours);
    daysOff = daysOff == null ? Set.of() : Set.copyOf(daysOff);
  }

  /** A clock that runs by these hours, and was neither paused nor put off so far. */
  public static AnswerClock of(
      String calendar, Hours hours, @Nullable ZoneId ownerZone, @Nullable Instant awayFrom) {
    return new AnswerClock(
        calendar, hours.zone(), ownerZone, null, 0, null, 0, awayFrom, hours.own(), hours.daysOff(), null);
  }

  /** The hours it is counted in. */
  public Hours counted() {
    return new Hours(calendar, zone, hours, daysOff);
  }

  /** By whose clock people tell the deadline: the owner's, else the team's, else the calendar's. */
  public ZoneId toldIn(Map<String, BusinessCalendar> calendars) {
    if (ownerZone != null) {
      return ownerZone;
    }
    if (zone != null) {
      return zone;
    }
    BusinessCalendar named = calendars.get(calendar);
    return named == null ? ZoneOffset.UTC : named.zone();
  }

  AnswerClock paused(Pause by) {
    return with(by, pauses + 1, snoozedUntil, snoozes, awayFrom);
  }

  /** The same clock with its pause over since then; null where an early version did not say since when. */
  public AnswerClock resumed(@Nullable Instant at) {
    return with(null, pauses, snoozedUntil, snoozes, awayFrom).countedSince(at);
  }

  /** The same clock, by which what is still to come is counted since then. */
  public AnswerClock countedSince(@Nullable Instant at) {
    return new AnswerClock(
        calendar, zone, ownerZone, pause, pauses, snoozedUntil, snoozes, awayFrom, hours, daysOff, at);
  }

  AnswerClock snoozed(Instant until) {
    return with(pause, pauses, until, snoozes + 1, awayFrom);
  }

  AnswerClock awake() {
    return with(pause, pauses, null, snoozes, awayFrom);
  }

  AnswerClock away(@Nullable Instant from) {
    return with(pause, pauses, snoozedUntil, snoozes, from);
  }

  /** The same time, told by another's clock; null leaves it to the one it is counted by. */
  AnswerClock told(@Nullable ZoneId by) {
    return new AnswerClock(
        calendar, zone, by, pause, pauses, snoozedUntil, snoozes, awayFrom, hours, daysOff, countedSince);
  }

  /** The same clock by the hours of another. */
  public AnswerClock counting(AnswerClock other) {
    return new AnswerClock(
        other.calendar, other.zone, other.ownerZone, pause, pauses, snoozedUntil, snoozes, awayFrom, other.hours, other.daysOff,
        countedSince);
  }

  private AnswerClock with(
      @Nullable Pause changedPause,
      int changedPauses,
      @Nullable Instant changedSnooze,
      int changedSnoozes,
      @Nullable Instant changedAway) {
    return new AnswerClock(
        calendar, zone, ownerZone, changedPause, changedPauses, changedSnooze, changedSnoozes, changedAway, hours, daysOff,
        countedSince);
  }
}
