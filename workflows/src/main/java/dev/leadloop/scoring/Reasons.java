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

  private final Map<String, Reason> byLabel = new LinkedHashMap<>();

  /** Takes what a part of one label counted for, so many times; nothing where it counted for nothing. */
  void add(String label, int times, long millionths) {
    if (millionths != 0) {
      byLabel.merge(label, new Reason(label, times, millionths, false), Reason::and);
    }
  }

  /** Takes what the policy's floor gave back; it is always named. */
  void addFloor(String label, long millionths) {
    if (millionths != 0) {
      byLabel.merge(label, new Reason(label, 1, millionths, true), Reason::and);
    }
  }

  /** The weightiest of the parts that make a number up. */
  static List<String> of(List<Contribution> parts, Predicate<Layer> layers, int score) {
    Reasons reasons = new Reasons();
    for (Contribution part : parts) {
      if (layers.test(part.layer()) && part.kind() == Kind.FLOOR) {
        reasons.addFloor(part.label(), Points.millionths(part.counted()));
      } else if (layers.test(part.layer()) && part.kind() != Kind.ROUNDING) {
        reasons.add(part.label(), 1, Points.millionths(part.counted()));
      }
    }
    return reasons.words(score);
  }

  /** The weightiest in words, and the floor's, then the rest. */
  List<String> words(int score) {
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
