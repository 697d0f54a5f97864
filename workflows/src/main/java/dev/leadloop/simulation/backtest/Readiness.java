package dev.leadloop.simulation.backtest;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.ScoreSummary;
import java.util.Map;

/**
 * How far a lead has come towards an SQL, by which leads are ranked: on the way that it has come furthest on, of the number that
 * it lacks most of, the part that it has of what is asked for.
 */
final class Readiness {
  /** It has all that is asked for. */
  static final int READY = 1_000;

  /** More than that is told as that. */
  static final int MOST = 10 * READY;

  private Readiness() {}

  static int of(LeadPolicy policy, ScoreSummary score, LeadProfile profile) {
    int furthest = 0;
    for (Threshold way : policy.qualification().sql()) {
      int far = MOST;
      for (Map.Entry<QualifyingNumber, Integer> asked : way.least().entrySet()) {
        far = Math.min(far, part(score.of(asked.getKey(), profile), asked.getValue()));
      }
      furthest = Math.max(furthest, far);
    }
    return furthest;
  }

  private static int part(int has, int asked) {
    if (asked <= 0) {
      return has >= asked ? MOST : 0;
    }
    return Math.clamp(has * (long) READY / asked, 0, MOST);
  }
}
