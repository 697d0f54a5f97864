package dev.leadloop.scoring;

import java.util.List;

/**
 * A score as it was decided, small enough to travel.
 *
 * @param engagement points for what they did, decayed and capped
 * @param negative points taken off, zero or below
 * @param score engagement and negative together, not below the policy's floor
 * @param fit points for who they are
 * @param grade letter for the fit
 * @param reasons the weightiest parts in words, such as "pricing page viewed +25", then the rest; their numbers add up to
 *     the score
 */
public record ScoreSummary(
    int engagement, int negative, int score, int fit, String grade, Band band, List<String> reasons) {
  public ScoreSummary {
    reasons = List.copyOf(reasons);
  }

  /** The same, said in words. */
  ScoreSummary because(List<String> why) {
    return new ScoreSummary(engagement, negative, score, fit, grade, band, why);
  }

  /** Nothing known and nothing done. */
  public static ScoreSummary none() {
    return new ScoreSummary(0, 0, 0, 0, "-", Band.COLD, List.of());
  }
}
