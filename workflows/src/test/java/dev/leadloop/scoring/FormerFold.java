package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds as it was done while each type of signal had one rule, to hold what is folded now against it: each signal decays by
 * its age, then takes what room the caps of its rule, of its group and of the whole still leave.
 */
final class FormerFold {

  private static final double MILLIS = 1_000.0;

  private final ScoringRules rules;
  private final Instant at;
  private final Map<String, Long> byRule = new HashMap<>();
  private final Map<String, Long> byGroup = new HashMap<>();
  private final Map<String, Cut> cuts = new LinkedHashMap<>();
  private final List<Contribution> contributions = new ArrayList<>();
  private long total;

  /** What one cap took from all that it is for. */
  private record Cut(Kind kind, String rule, String label, long millionths) {
    Cut and(Cut other) {
      return new Cut(kind, rule, label, millionths + other.millionths);
    }
  }

  private FormerFold(ScoringRules rules, Instant at) {
    this.rules = rules;
    this.at = at;
  }

  /** Folds engagement; {@code ordered} holds no voided or later signals. */
  static FormerFold fold(ScoringRules rules, LeadProfile profile, List<Signal> ordered, Instant at) {
    FormerFold fold = new FormerFold(rules, at);
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
    return fold;
  }

  /** What each signal and bonus gave. */
  List<Contribution> contributions() {
    return contributions;
  }

  /** What counted, in millionths. */
  long total() {
    return total;
  }

  /** What the caps cut, each cap's cut in one. */
  List<Contribution> adjustments() {
    return cuts.values().stream()
        .map(cut -> Points.adjustment(Layer.ENGAGEMENT, cut.kind(), cut.rule(), cut.label(), -cut.millionths(), 0))
        .toList();
  }

  private void add(Signal signal, SignalRule rule) {
    long decayed = Points.of(rule.points(), share(signal.occurredAt()));
    long counted = cut(decayed, room(rule.cap(), byRule.get(rule.id())), Kind.RULE_CAP, rule.id(), rule.cap(), rule.label());
    String group = rule.group();
    if (group != null) {
      Integer cap = rules.groupCaps().get(group);
      counted = cut(counted, room(cap, byGroup.get(group)), Kind.GROUP_CAP, group, cap, "the group " + group);
    }
    counted = cut(counted, room(rules.cap(), total), Kind.TOTAL_CAP, "cap", rules.cap(), "engagement");
    byRule.merge(rule.id(), counted, Long::sum);
    if (group != null) {
      byGroup.merge(group, counted, Long::sum);
    }
    total += counted;
    contributions.add(new Contribution(
        Layer.ENGAGEMENT, Kind.SIGNAL, rule.id(), rule.label(), signal.eventId(), signal.occurredAt(), rule.points(),
        Points.shown(decayed), Points.shown(counted), null, List.of(), null));
  }

  private void add(BonusRule bonus) {
    long points = bonus.points() * Points.ONE;
    long counted = cut(points, room(rules.cap(), total), Kind.TOTAL_CAP, "cap", rules.cap(), "engagement");
    total += counted;
    contributions.add(new Contribution(
        Layer.ENGAGEMENT, Kind.BONUS, bonus.id(), bonus.label(), null, null, bonus.points(), Points.shown(points),
        Points.shown(counted), null, List.of(), null));
  }

  /** What a cap leaves; what it takes is kept under its name. */
  private long cut(long points, long room, Kind kind, String rule, @Nullable Integer cap, String what) {
    if (points <= room) {
      return points;
    }
    Cut cut = new Cut(kind, rule, "no more than " + cap + " for " + what, points - room);
    cuts.merge(kind + " " + rule, cut, Cut::and);
    return room;
  }

  private static long room(@Nullable Integer cap, @Nullable Long used) {
    if (cap == null) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, cap * Points.ONE - (used == null ? 0 : used));
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
