package dev.leadloop.console.lead;

import dev.leadloop.prediction.model.PredictiveModel.Factor;
import dev.leadloop.prediction.training.ModelDesk.Prediction;
import java.util.List;
import java.util.Locale;

/**
 * What is foretold of a lead, as its page says it.
 *
 * @param outcomes how many were seen, such as "1,500"
 * @param base of 100 leads, how many are won
 */
record ForetoldLine(int version, int score, String outcomes, int base, List<Weight> factors) {
  /**
   * What weighs.
   *
   * @param effect such as "2.3 times the odds"
   */
  record Weight(String words, String effect, boolean speaksFor) {}

  static ForetoldLine of(Prediction found) {
    return new ForetoldLine(
        found.version(), found.score(), String.format(Locale.ROOT, "%,d", found.outcomes()),
        (int) Math.round(100 * found.baseRate()), found.factors().stream().map(ForetoldLine::weight).toList());
  }

  private static Weight weight(Factor factor) {
    return new Weight(
        factor.words(), String.format(Locale.ROOT, "%.2f times the odds", factor.odds()), factor.odds() >= 1);
  }
}
