package dev.leadloop.scoring;

import java.time.Duration;
import java.time.Instant;

/** Whole hours after an instant, by which it is looked for what changes by itself. */
final class Hours {
  /** Milliseconds. */
  static final long HOUR = Duration.ofHours(1).toMillis();

  private Hours() {}

  /** The first whole hour after one instant that comes strictly after another, at least 1. */
  static long after(Instant from, Instant instant) {
    return Math.max(1, Math.floorDiv(Duration.between(from, instant).toMillis(), HOUR) + 1);
  }

  /** How many whole hours after one instant are not after another. */
  static long within(Instant from, Instant until) {
    return until.equals(Instant.MAX) ? Long.MAX_VALUE : Math.floorDiv(Duration.between(from, until).toMillis(), HOUR);
  }
}
