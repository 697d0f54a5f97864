package dev.leadloop.console.reps;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.SpokenTime;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a rep takes on now.
 *
 * @param full whether no more can be given now, by either limit
 * @param open most that wait at once; null for no limit
 * @param today how many were given since the rep's day began
 * @param perDay most of them; null for no limit
 * @param standing such as works, rests, absent, left
 * @param until such as "until Wed 2 Dec, 09:00 Berlin time"; empty for nothing to say
 */
public record RepStanding(
    boolean full, @Nullable Integer open, int today, @Nullable Integer perDay, String standing, String until) {

  /**
   * As routing sees the rep.
   *
   * @param clock on which times are told
   */
  public static RepStanding of(SalesDesk.Rep rep, LeadPolicy policy, Instant now, ZoneId clock) {
    SalesDesk.Share share = rep.share();
    SalesDesk.Load load = rep.load();
    Integer atOnce = share.openAtOnce();
    Integer perDay = share.perDay();
    boolean full = atOnce != null && load.open() >= atOnce || perDay != null && load.today() >= perDay;
    return new RepStanding(
        full, atOnce, load.today(), perDay, standing(rep, policy, now), until(rep.active() ? rep.absence() : null, now, clock));
  }

  /** When the rep works, as answer times of an ordinary handoff are counted; null where the policy has no such calendar. */
  static @Nullable BusinessCalendar calendar(SalesDesk.Rep rep, LeadPolicy policy) {
    BusinessCalendar usual = policy.calendars().get(policy.sla().classFor(HandoffTrigger.SCORE).calendar());
    return usual == null ? null : rep.calendar(policy.calendars(), usual);
  }

  private static String standing(SalesDesk.Rep rep, LeadPolicy policy, Instant now) {
    if (!rep.active()) {
      return "left";
    }
    if (rep.absent(now)) {
      return "absent";
    }
    BusinessCalendar calendar = calendar(rep, policy);
    return calendar == null || calendar.isOpen(now) ? "works" : "rests";
  }

  /** Until when somebody is away, or from when; empty for nothing to say. */
  static String until(SalesDesk.@Nullable Absence absence, Instant now, ZoneId clock) {
    if (absence == null) {
      return "";
    }
    Instant until = absence.until();
    return absence.covers(now)
        ? until == null ? "" : "until " + SpokenTime.brief(until, clock)
        : "away from " + SpokenTime.brief(absence.from(), clock);
  }
}
