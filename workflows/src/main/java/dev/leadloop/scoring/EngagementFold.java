package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.ScoringRules;
import dev.leadloop.policy.ScoringRules.BonusRule;
import dev.leadloop.policy.ScoringRules.SignalRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds signals, oldest first, into points: each decays by its age, then takes what room the caps of its rule, of its
 * group and of the whole still leave. Bonuses follow in the policy's order under the cap of the whole.
 */
final class EngagementFold {

  private static final double MILLIS = 1_000.0;

  private final ScoringRules rules;
  private final Instant at;
  private final Map<String, Double> byRule = new HashMap<>();
  private final Map<String, Double> byGroup = new HashMap<>();
  private final List<Contribution> contributions = new ArrayList<>();
  private double total;

  private EngagementFold(ScoringRules rules, Instant at) {
    this.rules = rules;
    this.at = at;
  }

  /** The contributions to engagement; {@code ordered} holds no voided or later signals. */
  static List<Contribution> fold(ScoringRules rules, LeadProfile profile, List<Signal> ordered, Instant at) {
    EngagementFold fold = new EngagementFold(rules, at);
    for (Signal signal : ordered) {
      SignalRule rule = rules.ruleFor(signal.type());
      if (rule != null && Conditions.counts(signal, rules.window(), at)) {
        fold.add(signal, rule);
      }
    }
    for (BonusRule bonus : rules.bonuses()) {
      if (Conditions.holds(bonus.when(), profile, ordered, at)) {
        fold.add(bonus);
      }
    }
    return fold.contributions;
  }

  private void add(Signal signal, SignalRule rule) {
    double decayed = rule.points() * share(signal.occurredAt());
    double counted = Math.min(decayed, room(rule.cap(), byRule.get(rule.id())));
    String group = rule.group();
    if (group != null) {
      counted = Math.min(counted, room(rules.groupCaps().get(group), byGroup.get(group)));
    }
    counted = Math.min(counted, room(rules.cap(), total));
    byRule.merge(rule.id(), counted, Double::sum);
    if (group != null) {
      byGroup.merge(group, counted, Double::sum);
    }
    total += counted;
    contributions.add(new Contribution(
        Layer.ENGAGEMENT, rule.id(), rule.label(), signal.eventId(), signal.occurredAt(), rule.points(), decayed, counted));
  }

  private void add(BonusRule bonus) {
    double counted = Math.min(bonus.points(), room(rules.cap(), total));
    total += counted;
    contributions.add(new Contribution(
        Layer.ENGAGEMENT, bonus.id(), bonus.label(), null, null, bonus.points(), bonus.points(), counted));
  }

  private static double room(@Nullable Integer cap, @Nullable Double used) {
    if (cap == null) {
      return Double.MAX_VALUE;
    }
    return Math.max(0, cap - (used == null ? 0 : used));
  }

  /** What age has left of a signal: a half after each half-life. StrictMath gives the same on every machine. */
  private double share(Instant occurredAt) {
    Duration halfLife = rules.halfLife();
    if (halfLife == null) {
      return 1;
    }
    double lives = Duration.between(occurredAt, at).toMillis() / MILLIS / (halfLife.toMillis() / MILLIS);
    return StrictMath.pow(0.5, lives);
  }
}
