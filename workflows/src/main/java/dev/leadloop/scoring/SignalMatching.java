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
  static final int NONE = ScoringRules.NO_PLACE;

  private final ScoringRules scoring;
  private final List<SignalRule> rules;
  private final Duration reach;
  private final Instant at;
  private final @Nullable RuleMatches matches;
  private final int[] seen;
  private final Set<String> keys = new HashSet<>(0);
  private boolean[] repeated = new boolean[0];
  private final int[] ruleOf;
  private int size;
  private int newest = NONE;
  private boolean newestRepeated;

  private SignalMatching(ScoringRules scoring, List<Signal> ordered, int end, Instant at) {
    this.scoring = scoring;
    this.rules = scoring.rules();
    this.reach = scoring.reach();
    this.at = at;
    this.seen = new int[rules.size()];
    this.ruleOf = new int[end];
    KnownSignals known = KnownSignals.of(ordered);
    this.matches = known == null ? null : known.matches();
  }

  private SignalMatching(SignalMatching before) {
    this.scoring = before.scoring;
    this.rules = before.rules;
    this.reach = before.reach;
    this.at = before.at;
    this.matches = before.matches;
    this.seen = before.seen.clone();
    this.keys.addAll(before.keys);
    this.ruleOf = new int[0];
    this.size = before.size;
  }

  /** The same once more, to which other signals are added. */
  SignalMatching again() {
    return new SignalMatching(this);
  }

  /** Of the first so many signals, oldest first, of which none is voided or of a later instant. */
  static SignalMatching of(ScoringRules scoring, List<Signal> ordered, int end, Instant at) {
    SignalMatching matching = new SignalMatching(scoring, ordered, end, at);
    while (matching.size < end) {
      matching.ruleOf[matching.size] = matching.match(ordered.get(matching.size));
      matching.size++;
    }
    if (scoring.someCountOnce() && end > 0) {
      matching.findRepeated(ordered);
    }
    return matching;
  }

  /** The first rule that is for a signal whatever its number among the others; null for none. */
  static @Nullable SignalRule firstFor(ScoringRules scoring, Signal signal) {
    if (scoring.hasMany(signal.type())) {
      int[] places = RuleMatches.found(scoring, signal);
      return places.length == 0 ? null : scoring.rules().get(places[0]);
    }
    for (int r = scoring.first(signal.type()); r != NONE; r = scoring.next(r)) {
      SignalRule rule = scoring.rules().get(r);
      if (Properties.pass(rule.terms().where(), signal)) {
        return rule;
      }
    }
    return null;
  }

  /** How many signals have been matched. */
  int size() {
    return size;
  }

  /**
   * Matches one more signal, the newest; false where an older one gives nothing any more because of it, so that all are to be
   * matched anew.
   */
  boolean add(Signal signal) {
    size++;
    newest = match(signal);
    String oncePer = newest == NONE ? null : rules.get(newest).terms().oncePer();
    String key = oncePer == null ? null : Properties.key(oncePer, signal);
    newestRepeated = oncePer != null && key == null;
    return key == null || keys.add(newest + " " + key);
  }

  /** The place of the rule for the signal that was added last. */
  int newest() {
    return newest;
  }

  /** Whether that signal gives nothing. */
  boolean newestRepeated() {
    return newestRepeated;
  }

  /** The place of the rule for the signal at a place; {@link #NONE} where there is none. */
  int ruleOf(int signal) {
    return ruleOf[signal];
  }

  /** Whether the signal at a place gives nothing, since a newer one counts for the same day or value, or it has no such value. */
  boolean repeated(int signal) {
    return repeated.length > 0 && repeated[signal];
  }

  private int match(Signal signal) {
    int first = scoring.first(signal.type());
    if (first == NONE || !Conditions.inWindow(signal, reach, at)) {
      return NONE;
    }
    return scoring.hasMany(signal.type()) ? matchOfMany(signal) : matchFrom(first, signal);
  }

  private int matchFrom(int first, Signal signal) {
    for (int r = first; r != NONE; r = scoring.next(r)) {
      RuleTerms terms = rules.get(r).terms();
      if (Properties.pass(terms.where(), signal) && terms.turns().include(++seen[r])) {
        return r;
      }
    }
    return NONE;
  }

  private int matchOfMany(Signal signal) {
    for (int r : matches == null ? RuleMatches.found(scoring, signal) : matches.of(scoring, signal)) {
      if (rules.get(r).terms().turns().include(++seen[r])) {
        return r;
      }
    }
    return NONE;
  }

  private void findRepeated(List<Signal> ordered) {
    repeated = new boolean[ruleOf.length];
    for (int i = ruleOf.length - 1; i >= 0; i--) {
      if (ruleOf[i] != NONE) {
        String oncePer = rules.get(ruleOf[i]).terms().oncePer();
        if (oncePer != null) {
          String key = Properties.key(oncePer, ordered.get(i));
          repeated[i] = key == null || !keys.add(ruleOf[i] + " " + key);
        }
      }
    }
  }
}
