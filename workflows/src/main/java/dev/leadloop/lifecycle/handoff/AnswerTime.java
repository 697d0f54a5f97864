package dev.leadloop.lifecycle.handoff;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.SlaRules.SlaClass;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;

/** How long sales took for a handoff, in the business time its answer is counted in. */
public final class AnswerTime {
  private AnswerTime() {}

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
}
