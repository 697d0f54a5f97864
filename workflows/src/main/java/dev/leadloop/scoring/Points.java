package dev.leadloop.scoring;

import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;

/**
 * Points as they are counted: whole millionths, so that parts add up exactly, in whatever order, and a hundred signals come
 * to what they come to unrounded.
 */
final class Points {
  /** Millionths of a point. */
  static final long ONE = 1_000_000;

  private Points() {}

  /** The millionths of points that age has left a share of. */
  static long of(int points, double share) {
    return Math.round(points * ONE * share);
  }

  /** The whole points of millionths: halves go upwards. */
  static int whole(long millionths) {
    return Math.toIntExact(Math.floorDiv(millionths + ONE / 2, ONE));
  }

  /** Millionths as points. */
  static double shown(long millionths) {
    return millionths / (double) ONE;
  }

  /** The millionths of points that were told. */
  static long millionths(double points) {
    return Math.round(points * ONE);
  }

  /** An adjustment: what it cut of what age had left, and what it changes of what counts. */
  static Contribution adjustment(Layer layer, Kind kind, String rule, String label, long decayed, long counted) {
    return Contribution.of(layer, kind, rule, label, 0).counting(shown(decayed), shown(counted)).done();
  }
}
