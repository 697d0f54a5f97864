package dev.leadloop.lifecycle;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Due.Purpose;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.nurturing.Withholding;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.scoring.RuleTurns;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a negative rule closes a lead, or begins or ends to withhold its mail, by the passing of time alone. */
final class RuleDue {
  private RuleDue() {}

  /** What is due by such rules; empty where nothing is without a further signal. */
  static Optional<Due> next(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant from) {
    List<NegativeRule> timed = policy.negatives().stream()
        .filter(rule -> rule.disqualifies() || (isSuppressing(rule) && progress.stage().nurtured()))
        .filter(rule -> RuleTurns.changesByTime(rule.when()))
        .toList();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    @Nullable Instant at = changes(progress, profile, signals, policy, timed, from)
        ? from
        : RuleTurns.next(timed.stream().map(NegativeRule::when).toList(), profile, signals, from,
            then -> changes(progress, profile, signals, policy, timed, then));
    return Optional.ofNullable(at)
        .map(then -> new Due(then, Purpose.DECAY, "without a new signal, what a rule says of the lead changes"));
  }

  private static boolean changes(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, List<NegativeRule> timed,
      Instant at) {
    if (timed.stream().anyMatch(rule -> rule.disqualifies() && Conditions.holds(rule.when(), profile, signals, at))) {
      return true;
    }
    if (timed.stream().noneMatch(RuleDue::isSuppressing)) {
      return false;
    }
    NegativeRule rule = Withholding.rule(policy, profile, signals, at);
    return !Objects.equals(rule == null ? null : rule.label(), progress.nurture().withheld());
  }

  private static boolean isSuppressing(NegativeRule rule) {
    return rule.leadsTo() == NegativeRule.LeadsTo.SUPPRESS;
  }
}
