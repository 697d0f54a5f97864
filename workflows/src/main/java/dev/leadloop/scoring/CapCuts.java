package dev.leadloop.scoring;

import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what each cap takes, from one part and from all of them; the same for caps of points and of what is taken off. */
final class CapCuts {
  private final Layer layer;
  private final Map<String, Cut> all = new LinkedHashMap<>();
  private List<CapCut> ofPart = List.of();

  /** What one cap took from all that it is for. */
  private record Cut(Kind kind, String rule, String label, long millionths) {
    Cut and(Cut other) {
      return new Cut(kind, rule, label, millionths + other.millionths);
    }
  }

  CapCuts(Layer layer) {
    this.layer = layer;
  }

  /** What a cap leaves of points, all of it where there is no cap; what it takes is kept under its name. */
  long cut(long points, @Nullable Integer cap, long used, Kind kind, String of, String what) {
    if (cap == null) {
      return points;
    }
    long room = Math.max(0, cap * Points.ONE - used);
    if (points <= room) {
      return points;
    }
    all.merge(kind + " " + of, new Cut(kind, of, "no more than " + cap + " for " + what, points - room), Cut::and);
    if (ofPart.isEmpty()) {
      ofPart = new ArrayList<>(3);
    }
    ofPart.add(new CapCut(kind, of, cap, Points.shown(points - room)));
    return room;
  }

  /** What was taken from the part since this was asked last. */
  List<CapCut> ofPart() {
    List<CapCut> cuts = ofPart;
    ofPart = List.of();
    return cuts;
  }

  /**
   * What the caps took, each cap's cuts in one.
   *
   * @param sign -1 where points were cut, 1 where less was taken off
   */
  List<Contribution> adjustments(int sign) {
    return all.values().stream()
        .map(cut -> Points.adjustment(layer, cut.kind(), cut.rule(), cut.label(), sign * cut.millionths(), 0))
        .toList();
  }
}
