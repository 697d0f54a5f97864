package dev.leadloop.scoring;

import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;

/** Points as they are counted: whole hundredths, so that parts add up exactly, in whatever order. */
final class Points {
  /** Hundredths of a point. */
  static final long ONE = 100;

  private Points() {}

  /** The hundredths of points that age has left a share of. */
  static long of(int points, double share) {
    return Math.round(points * ONE * share);
  }

  /** The whole points of hundredths: halves go upwards. */
  static int whole(long hundredths) {
    return Math.toIntExact(Math.floorDiv(hundredths + ONE / 2, ONE));
  }

  /** Hundredths as points. */
  static double shown(long hundredths) {
    return hundredths / (double) ONE;
  }

  /** The hundredths of points that were told. */
  static long hundredths(double points) {
    return Math.round(points * ONE);
  }

  /** An adjustment: what it cut of what age had left, and what it changes of what counts. */
  static Contribution adjustment(Layer layer, Kind kind, String rule, String label, long decayed, long counted) {
    return new Contribution(layer, kind, rule, label, null, null, 0, shown(decayed), shown(counted));
  }
}
