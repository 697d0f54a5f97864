package dev.leadloop.simulation.backtest;

import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why a lead changes sides: both policies score what was known of it then, and their parts are held against each other. */
final class Reasons {
  private static final int MOST = 5;

  private Reasons() {}

  static Change of(LeadState known, Side side, Course.Arrival arrival, LeadPolicy was, LeadPolicy is) {
    Instant at = arrival.at();
    ScoreCard before = Scoring.score(known.profile(), known.signals(), was, at);
    ScoreCard after = Scoring.score(known.profile(), known.signals(), is, at);
    ScoreCard without = side == Side.GAINED ? before : after;
    LeadPolicy other = side == Side.GAINED ? was : is;
    return new Change(known.leadId(), side, at, arrival.cause(), lacking(other, without, known), rules(before, after));
  }

  /** What is lacking on the way that lacks the fewest numbers. */
  private static List<String> lacking(LeadPolicy policy, ScoreCard card, LeadState known) {
    return policy.qualification().sql().stream()
        .map(way -> lacking(way, card, known))
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private static List<String> lacking(Threshold way, ScoreCard card, LeadState known) {
    return way.missing(measure -> card.summary().of(measure, known.profile())).stream()
        .map(measure ->
            measure.words() + " " + measure.said(card.summary().of(measure, known.profile())) + " of " + way.of(measure))
        .toList();
  }

  private static List<Change.RuleChange> rules(ScoreCard before, ScoreCard after) {
    Map<String, double[]> points = new TreeMap<>();
    Map<String, String> labels = new TreeMap<>();
    add(before, 0, points, labels);
    add(after, 1, points, labels);
    return points.entrySet().stream()
        .map(one -> new Change.RuleChange(one.getKey(), labels.getOrDefault(one.getKey(), one.getKey()),
            (int) Math.round(one.getValue()[0]), (int) Math.round(one.getValue()[1])))
        .filter(change -> change.was() != change.is())
        .sorted(Comparator.comparingInt((Change.RuleChange change) -> -Math.abs(change.is() - change.was()))
            .thenComparing(Change.RuleChange::rule))
        .limit(MOST)
        .toList();
  }

  private static void add(ScoreCard card, int side, Map<String, double[]> points, Map<String, String> labels) {
    for (Contribution part : card.parts()) {
      if (part.kind() != ScoreCard.Kind.ROUNDING) {
        points.computeIfAbsent(part.rule(), ignored -> new double[2])[side] += part.counted();
        if (part.notCounted() == null) {
          labels.put(part.rule(), part.label());
        }
      }
    }
  }
}
