package dev.leadloop.prediction.model;

import dev.leadloop.prediction.FiredRules.RuleKey;
import java.util.List;

/**
 * Points that the rules of a policy would have by what was learned of them alone, beside today's: never applied by itself.
 *
 * @param rules those that enough leads had; in all they weigh as much as today
 * @param today how well today's points tell later leads apart, each rule that fired counted once
 * @param suggested the same of the suggested ones
 */
public record SuggestedPoints(List<RulePoints> rules, Area today, Area suggested) {
  public SuggestedPoints {
    rules = List.copyOf(rules);
  }

  /** A rule with its points. */
  public record RulePoints(RuleKey rule, String label, int today, int suggested) {}

  /** The area under the curve with its interval of 95 per cent. */
  public record Area(double auc, double low, double high) {
    static Area of(Evaluation evaluation) {
      return new Area(evaluation.auc(), evaluation.aucLow(), evaluation.aucHigh());
    }
  }

  /** How well sums tell those that were won from the others. */
  public static Area area(double[] sums, boolean[] won) {
    return Area.of(Evaluation.of(sums, won, 0));
  }
}
