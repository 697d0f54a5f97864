package dev.leadloop.scoring;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What age leaves of points. */
final class Decay {
  private static final double MILLIS = 1_000.0;

  private Decay() {}

  /**
   * The share that counts still: a half after each half-life, all where there is none. StrictMath gives the same on every
   * machine.
   */
  static double share(@Nullable Duration halfLife, Instant occurredAt, Instant at) {
    if (halfLife == null) {
      return 1;
    }
    double lives = Duration.between(occurredAt, at).toMillis() / MILLIS / (halfLife.toMillis() / MILLIS);
    return StrictMath.pow(0.5, lives);
  }
}
