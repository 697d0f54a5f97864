package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.BelowRule.LeadsTo;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which rule of the policy says what becomes of a lead whose numbers lie below. It is for leads in nurture alone: an MQL and
 * whoever reaches a way to be one is not below, whom sales has is for sales to judge, and a parked lead is left alone. A lead
 * that asked for sales, or that a person is to look at, is never closed by its numbers.
 */
public final class Below {
  private Below() {}

  /** The first such rule that leads there and holds at an instant; null for none. */
  public static @Nullable BelowRule rule(
      LeadsTo leadsTo, LeadPolicy policy, LeadProgress progress, LeadProfile profile, Collection<Signal> signals, Instant at) {
    return mayApply(policy, progress)
        ? rule(leadsTo, policy, progress, signals, at, Scoring.numbers(profile, signals, policy, at)) : null;
  }

  /**
   * The same by numbers that were counted already.
   *
   * @param numbers what the lead has of each at that instant
   */
  public static @Nullable BelowRule rule(
      LeadsTo leadsTo, LeadPolicy policy, LeadProgress progress, Collection<Signal> signals, Instant at,
      ToIntFunction<QualifyingNumber> numbers) {
    if (!mayApply(policy, progress) || leadsTo == LeadsTo.DISQUALIFY && isForAPerson(policy, progress, signals, at)) {
      return null;
    }
    Instant since = nurturedSince(progress);
    for (BelowRule rule : policy.qualification().below()) {
      if (rule.leadsTo() == leadsTo && !rule.from(since).isAfter(at) && catches(rule, policy.qualification(), numbers)) {
        return rule;
      }
    }
    return null;
  }

  /** The rule that would close a lead at once if it were taken up again; null where none does. */
  public static @Nullable BelowRule afterReopening(
      LeadPolicy policy, LeadProfile profile, Collection<Signal> signals, Instant at) {
    ToIntFunction<QualifyingNumber> numbers = Scoring.numbers(profile, signals, policy, at);
    return policy.qualification().below().stream()
        .filter(rule -> rule.leadsTo() == LeadsTo.DISQUALIFY && rule.after() == null
            && catches(rule, policy.qualification(), numbers))
        .findFirst()
        .orElse(null);
  }

  /** Whether numbers lie below, and reach no way to be an MQL. */
  private static boolean catches(BelowRule rule, QualificationRules rules, ToIntFunction<QualifyingNumber> numbers) {
    return rule.holds(numbers) && QualificationRules.first(rules.marketing(), numbers) == null;
  }

  /** Whether its policy and its place in its life let a lead be judged so. */
  public static boolean mayApply(LeadPolicy policy, LeadProgress progress) {
    return !policy.qualification().below().isEmpty() && progress.stage() == Stage.NURTURING
        && progress.recycling().parkedUntil() == null;
  }

  /** When what such a rule says may change by the passing of time beside the numbers. */
  public static List<Instant> times(LeadPolicy policy, LeadProgress progress, Collection<Signal> signals) {
    QualificationRules rules = policy.qualification();
    List<Instant> times = new ArrayList<>();
    rules.below().forEach(rule -> times.add(rule.from(nurturedSince(progress))));
    signals.stream().filter(signal -> isRequest(rules, progress, signal))
        .forEach(request -> times.add(request.occurredAt().plus(rules.directIntentWithin())));
    return times;
  }

  private static boolean isForAPerson(
      LeadPolicy policy, LeadProgress progress, Collection<Signal> signals, Instant at) {
    QualificationRules rules = policy.qualification();
    return progress.qualification().review() != null
        || signals.stream().anyMatch(signal -> isRequest(rules, progress, signal)
            && !signal.occurredAt().plus(rules.directIntentWithin()).isBefore(at));
  }

  /** Whether it is a request that sales has not answered. */
  private static boolean isRequest(QualificationRules rules, LeadProgress progress, Signal signal) {
    return !signal.voided() && rules.directIntent().contains(signal.type())
        && signal.occurredAt().isAfter(progress.handoffs().answeredLast());
  }

  /** Since when it has been nurtured: whoever comes back, or begins another sequence, is given the time anew. */
  private static Instant nurturedSince(LeadProgress progress) {
    Instant since = progress.qualification().since();
    NurturePosition running = progress.nurture().position();
    return running != null && running.enrolledAt().isAfter(since) ? running.enrolledAt() : since;
  }
}
