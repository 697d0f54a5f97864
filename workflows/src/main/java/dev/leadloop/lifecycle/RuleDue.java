package dev.leadloop.lifecycle;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Due.Purpose;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.nurturing.Below;
import dev.leadloop.lifecycle.nurturing.Withholding;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.scoring.NumberTurns;
import dev.leadloop.scoring.RuleTurns;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * When a negative rule or a lead's numbers close it, or begin or end to withhold its mail, by the passing of time alone.
 */
final class RuleDue {
  private final LeadProgress progress;
  private final LeadProfile profile;
  private final List<Signal> signals;
  private final LeadPolicy policy;
  private final List<NegativeRule> timed;
  private final boolean byNumbers;

  private RuleDue(LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy) {
    this.progress = progress;
    this.profile = profile;
    this.signals = signals;
    this.policy = policy;
    this.timed = timed(progress, policy.negatives());
    this.byNumbers = Below.mayApply(policy, progress);
  }

  private static List<NegativeRule> timed(LeadProgress progress, List<NegativeRule> rules) {
    List<NegativeRule> timed = new ArrayList<>(0);
    for (NegativeRule rule : rules) {
      if ((rule.disqualifies() || (isSuppressing(rule) && progress.stage().nurtured()))
          && RuleTurns.changesByTime(rule.when())) {
        timed.add(rule);
      }
    }
    return timed;
  }

  /**
   * What is due by such rules; empty where nothing is without a further signal.
   *
   * @param until what is due later need not be found
   */
  static Optional<Due> next(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant from, Instant until) {
    RuleDue rules = new RuleDue(progress, profile, signals, policy);
    if (rules.timed.isEmpty() && !rules.byNumbers) {
      return Optional.empty();
    }
    Instant at = rules.changes(from, rules.numbers(from)) ? from : until.isAfter(from) ? rules.later(from, until) : null;
    return Optional.ofNullable(at).map(then -> new Due(then, Purpose.DECAY, rules.label(then)));
  }

  private @Nullable Instant later(Instant from, Instant until) {
    List<Condition> conditions = timed.stream().map(NegativeRule::when).toList();
    return byNumbers
        ? NumberTurns.next(
            profile, signals, policy, from, until, conditions, Below.times(policy, progress, signals), this::changes)
        : RuleTurns.next(conditions, profile, signals, from, until, then -> changes(then, numbers(then)));
  }

  private boolean changes(Instant at, ToIntFunction<QualifyingNumber> numbers) {
    if (closes(at) || closing(at, numbers) != null) {
      return true;
    }
    if (!byNumbers && timed.stream().noneMatch(RuleDue::isSuppressing)) {
      return false;
    }
    return !Objects.equals(withheld(at, numbers), progress.nurture().withheld());
  }

  private boolean closes(Instant at) {
    return timed.stream().anyMatch(rule -> rule.disqualifies() && Conditions.holds(rule.when(), profile, signals, at));
  }

  private @Nullable BelowRule closing(Instant at, ToIntFunction<QualifyingNumber> numbers) {
    return Below.rule(BelowRule.LeadsTo.DISQUALIFY, policy, progress, signals, at, numbers);
  }

  private @Nullable String withheld(Instant at, ToIntFunction<QualifyingNumber> numbers) {
    Withholding.Reason reason = Withholding.reason(policy, progress, profile, signals, at, numbers);
    return reason == null ? null : reason.why();
  }

  private String label(Instant at) {
    ToIntFunction<QualifyingNumber> numbers = numbers(at);
    BelowRule closing = closes(at) ? null : closing(at, numbers);
    if (closing != null) {
      return "without a new signal it is closed by its numbers: " + closing.inWords();
    }
    return changes(at, numbers)
        ? "without a new signal, what a rule says of the lead changes"
        : "what rules say of the lead is looked at again";
  }

  private ToIntFunction<QualifyingNumber> numbers(Instant at) {
    return byNumbers ? Scoring.numbers(profile, signals, policy, at) : number -> 0;
  }

  private static boolean isSuppressing(NegativeRule rule) {
    return rule.leadsTo() == LeadsTo.SUPPRESS;
  }
}
