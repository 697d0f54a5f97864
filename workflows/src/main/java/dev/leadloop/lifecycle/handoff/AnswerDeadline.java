package dev.leadloop.lifecycle.handoff;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.Handoff.PlannedRung;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** When sales must have answered, what is done on the way there, and how much of that time is used up. */
public final class AnswerDeadline {
  private AnswerDeadline() {}

  /** When the answer is due to a lead that is handed over at an instant. */
  public static Instant of(SlaClass terms, BusinessCalendar calendar, Instant assignedAt) {
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

  /**
   * The ladder of an open handoff under other terms from an instant on. What has fired stays and fires no more; what is still to
   * come is counted from then, but nothing of it except reminders comes later than it would have, or after a deadline that is
   * still ahead where it was to come by then.
   *
   * @param deadline by the new terms
   */
  public static List<PlannedRung> raised(
      Handoff handoff, SlaClass terms, BusinessCalendar calendar, Instant from, Instant deadline) {
    List<PlannedRung> rungs = handoff.ladder().rungs();
    List<PlannedRung> fired = rungs.subList(0, rungs.size() - handoff.ladder().ahead().size());
    List<PlannedRung> escalations =
        handoff.ladder().ahead().stream().filter(rung -> rung.action() != LadderAction.REMIND).toList();
    Stream<PlannedRung> counted = ladder(terms, calendar, from).stream()
        .filter(rung -> fired.stream().noneMatch(done -> done.action() == rung.action() && done.percent() >= rung.percent()))
        .filter(rung -> rung.action() != LadderAction.REMIND || rung.at().isBefore(deadline))
        .map(rung -> rung.action() == LadderAction.REMIND ? rung
            : notLater(rung, escalations, deadline.isAfter(from) ? deadline : Instant.MAX));
    Stream<PlannedRung> kept = escalations.stream()
        .filter(rung -> terms.ladder().stream().noneMatch(other -> other.action() == rung.action()));
    return Stream.concat(fired.stream(), Stream.concat(counted, kept)
        .sorted(Comparator.comparing(PlannedRung::at).thenComparing(PlannedRung::percent))).toList();
  }

  private static PlannedRung notLater(PlannedRung rung, List<PlannedRung> before, Instant deadline) {
    Instant latest = before.stream().filter(other -> other.action() == rung.action()).findFirst()
        .map(PlannedRung::at).orElse(rung.at());
    latest = rung.percent() <= 100 && deadline.isBefore(latest) ? deadline : latest;
    return rung.at().isAfter(latest) ? new PlannedRung(rung.action(), rung.percent(), latest) : rung;
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
