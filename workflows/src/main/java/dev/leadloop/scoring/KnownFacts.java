package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy's rules for a lead whose facts stay as they are: what facts alone decide is decided once, however often its numbers
 * are asked for. Of each thread the last is kept, since a life asks again and again about one lead by one policy.
 */
final class KnownFacts {
  private static final ThreadLocal<@Nullable KnownFacts> LAST = new ThreadLocal<>();

  private final LeadPolicy policy;
  private final LeadProfile profile;
  private final ScoreRules rules;
  /** The fit, where it does not age. */
  private final @Nullable Integer fit;

  private KnownFacts(LeadPolicy policy, LeadProfile profile) {
    this.policy = policy;
    this.profile = profile;
    this.rules = ScoreRules.of(policy).knowing(profile);
    this.fit = ages(rules.fit().rules()) ? null : FitFold.points(rules.fit(), profile, List.of(), Instant.MIN);
  }

  private static boolean ages(List<FitRule> rules) {
    for (FitRule rule : rules) {
      if (RuleTurns.changesByTime(rule.when())) {
        return true;
      }
    }
    return false;
  }

  // The same facts in another object cost no more than being looked at again; comparing all of them would cost that each time.
  @SuppressWarnings("ReferenceEquality")
  static KnownFacts of(LeadPolicy policy, LeadProfile profile) {
    KnownFacts last = LAST.get();
    if (last == null || last.policy != policy || last.profile != profile) {
      last = new KnownFacts(policy, profile);
      LAST.set(last);
    }
    return last;
  }

  /** The rules that facts do not rule out. */
  ScoreRules rules() {
    return rules;
  }

  /** Fit points at an instant. */
  int fit(List<Signal> counting, Instant at) {
    return fit == null ? FitFold.points(rules.fit(), profile, counting, at) : fit;
  }

  /** All numbers at an instant. */
  QualifyingNumbers numbers(List<Signal> counting, Instant at) {
    return new QualifyingNumbers(profile, counting, rules, at, fit);
  }
}
