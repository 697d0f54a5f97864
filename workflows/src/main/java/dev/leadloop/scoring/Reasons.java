package dev.leadloop.scoring;

import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words what a score is made of: "pricing page viewed +25", repeated ones as "e-mail opened ×3 +6". */
final class Reasons {

  private static final int SHOWN = 4;

  private Reasons() {}

  /** The weightiest contributions to the score (fit is not among them), those that come to nothing left out. */
  static List<String> of(List<Contribution> contributions) {
    Map<String, Reason> byLabel = new LinkedHashMap<>();
    for (Contribution contribution : contributions) {
      if (contribution.layer() != Layer.FIT && contribution.counted() != 0) {
        byLabel.merge(contribution.label(), new Reason(contribution.label(), 1, contribution.counted()), Reason::and);
      }
    }
    return byLabel.values().stream()
        .filter(reason -> Math.round(reason.points()) != 0)
        .sorted(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.points())).thenComparing(Reason::label))
        .limit(SHOWN)
        .map(Reason::inWords)
        .toList();
  }

  private record Reason(String label, int times, double points) {
    Reason and(Reason other) {
      return new Reason(label, times + other.times, points + other.points);
    }

    String inWords() {
      long rounded = Math.round(points);
      return label + (times > 1 ? " ×" + times : "") + (rounded > 0 ? " +" : " ") + rounded;
    }
  }
}
