package dev.leadloop.scoring;

import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Says in words what a score is made of: "pricing page viewed +25", repeated ones as "e-mail opened ×3 +6". The numbers
 * add up to the score: what is not named, and what rounding made of the rest, is said in a last reason.
 */
final class Reasons {

  private static final int SHOWN = 4;

  private Reasons() {}

  /** The weightiest of the parts that make a number up, and the floor's, then the rest. */
  static List<String> of(List<Contribution> parts, Predicate<Layer> layers, int score) {
    Map<String, Reason> byLabel = new LinkedHashMap<>();
    for (Contribution part : parts) {
      if (layers.test(part.layer()) && part.kind() != Kind.ROUNDING && part.counted() != 0) {
        Reason reason = new Reason(part.label(), 1, Points.millionths(part.counted()), part.kind() == Kind.FLOOR);
        byLabel.merge(part.label(), reason, Reason::and);
      }
    }
    List<Reason> weightiest = byLabel.values().stream()
        .filter(reason -> Points.whole(reason.millionths()) != 0)
        .sorted(Comparator.comparing((Reason reason) -> !reason.floor())
            .thenComparing(reason -> -Math.abs(reason.millionths()))
            .thenComparing(Reason::label))
        .limit(SHOWN)
        .sorted(Comparator.comparing(Reason::floor))
        .toList();
    List<String> words = new ArrayList<>(weightiest.stream().map(Reason::inWords).toList());
    int rest = score - weightiest.stream().mapToInt(reason -> Points.whole(reason.millionths())).sum();
    if (rest != 0) {
      words.add((weightiest.size() < byLabel.size() ? "what else counts" : "rounding") + signed(rest));
    }
    return words;
  }

  private static String signed(int points) {
    return (points > 0 ? " +" : " ") + points;
  }

  private record Reason(String label, int times, long millionths, boolean floor) {
    Reason and(Reason other) {
      return new Reason(label, times + other.times, millionths + other.millionths, floor);
    }

    String inWords() {
      return label + (times > 1 ? " ×" + times : "") + signed(Points.whole(millionths));
    }
  }
}
