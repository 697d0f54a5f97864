package dev.leadloop.scoring;

import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rule gives its points for which signal. A signal goes to the first rule of its type whose conditions it passes and
 * whose turns include its number among those signals; signals out of the reach of scoring have no number.
 */
final class SignalMatching {
  /** In the place of a rule: there is none for the signal. */
  static final int NONE = -1;

  private static final List<SignalRule> NO_RULES = List.of();

  private final List<SignalRule> rules;
  private final List<Signal> ordered;
  private final int[] ruleOf;
  private boolean[] repeated = new boolean[0];

  private SignalMatching(List<SignalRule> rules, List<Signal> ordered) {
    this.rules = rules;
    this.ordered = ordered;
    this.ruleOf = new int[ordered.size()];
  }

  /** Of signals, oldest first, of which none is voided or of a later instant. */
  static SignalMatching of(ScoringRules scoring, List<Signal> ordered, Instant at) {
    SignalMatching matching = new SignalMatching(scoring.rules(), ordered);
    matching.match(scoring.reach(), at);
    if (matching.someCountOnce()) {
      matching.findRepeated();
    }
    return matching;
  }

  /** The first rule that would be for a voided signal, which has no number among the others; null for none. */
  static @Nullable SignalRule ruleForVoided(List<SignalRule> rules, Signal signal) {
    for (SignalRule rule : rules) {
      if (rule.signalType().equals(signal.type()) && Properties.pass(rule.terms().where(), signal)) {
        return rule;
      }
    }
    return null;
  }

  /** The place of the rule for the signal at a place; {@link #NONE} where there is none. */
  int ruleOf(int signal) {
    return ruleOf[signal];
  }

  /** Whether the signal at a place gives nothing, since a newer one counts for the same day or value, or it has no such value. */
  boolean repeated(int signal) {
    return repeated.length > 0 && repeated[signal];
  }

  private void match(Duration reach, Instant at) {
    int[] seen = new int[rules.size()];
    for (int i = 0; i < ruleOf.length; i++) {
      Signal signal = ordered.get(i);
      ruleOf[i] = Conditions.inWindow(signal, reach, at) ? match(signal, seen) : NONE;
    }
  }

  private int match(Signal signal, int[] seen) {
    for (int r = 0; r < rules.size(); r++) {
      SignalRule rule = rules.get(r);
      if (rule.signalType().equals(signal.type())) {
        RuleTerms terms = rule.terms();
        if (Properties.pass(terms.where(), signal) && terms.turns().include(++seen[r])) {
          return r;
        }
      }
    }
    return NONE;
  }

  private boolean someCountOnce() {
    for (SignalRule rule : ordered.isEmpty() ? NO_RULES : rules) {
      if (rule.terms().oncePer() != null) {
        return true;
      }
    }
    return false;
  }

  private void findRepeated() {
    repeated = new boolean[ruleOf.length];
    Set<String> seen = new HashSet<>();
    for (int i = ruleOf.length - 1; i >= 0; i--) {
      if (ruleOf[i] != NONE) {
        SignalRule rule = rules.get(ruleOf[i]);
        String oncePer = rule.terms().oncePer();
        if (oncePer != null) {
          String key = Properties.key(oncePer, ordered.get(i));
          repeated[i] = key == null || !seen.add(ruleOf[i] + " " + key);
        }
      }
    }
  }
}
