package dev.leadloop.lifecycle.handoff;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff.PlannedRung;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** When sales must have answered, what is done on the way there, and how much of that time is used up. */
public final class AnswerDeadline {
  private AnswerDeadline() {}

  /** When the answer is due to a lead that is handed over at an instant. */
  static Instant of(SlaClass terms, BusinessCalendar calendar, Instant assignedAt) {
    return calendar.plus(assignedAt, terms.answerWithin());
  }

  /** When each rung of the ladder is due, the earliest first. */
  static List<PlannedRung> ladder(SlaClass terms, BusinessCalendar calendar, Instant assignedAt) {
    return terms.ladder().stream()
        .map(rung -> new PlannedRung(
            rung.action(), rung.percent(), calendar.plus(assignedAt, share(terms.answerWithin(), rung.percent()))))
        .sorted(Comparator.comparing(PlannedRung::at).thenComparing(PlannedRung::percent))
        .toList();
  }

  /** Where a pause leaves a time: what was still to come keeps its distance in business time. */
  public static Instant afterPause(BusinessCalendar calendar, Instant pausedAt, Instant resumedAt, Instant at) {
    return at.isAfter(pausedAt) ? calendar.plus(resumedAt, calendar.between(pausedAt, at)) : at;
  }

  /**
   * Business time used up at an instant; pauses do not count.
   *
   * @param policy the version under which the handoff was assigned
   * @param deadline as it stands: a pause has moved it
   */
  public static Duration used(
      LeadPolicy policy, String slaClass, AnswerClock clock, Instant assignedAt, Instant deadline, Instant at) {
    SlaClass terms = policy.sla().named(slaClass);
    BusinessCalendar calendar = HandingOver.calendar(policy, terms, clock);
    AnswerClock.Pause pause = clock.pause();
    Instant until = pause != null && pause.since().isBefore(at) ? pause.since() : at;
    Duration used = terms.answerWithin().minus(calendar.between(until, deadline));
    return until.isBefore(assignedAt) || used.isNegative() ? Duration.ZERO : used;
  }

  /** Business time from one instant to another in the hours of a handoff's owner. */
  public static Duration between(LeadPolicy policy, String slaClass, AnswerClock clock, Instant from, Instant to) {
    return HandingOver.calendar(policy, policy.sla().named(slaClass), clock).between(from, to);
  }

  private static Duration share(Duration time, int percent) {
    return time.multipliedBy(percent).dividedBy(100);
  }
}
