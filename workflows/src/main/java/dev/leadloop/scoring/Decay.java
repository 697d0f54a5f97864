package dev.leadloop.scoring;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What age leaves of points, without an object for it: a score asks it of every signal. */
final class Decay {
  private static final int NANOS = 1_000_000_000;
  private static final int NANOS_OF_MILLI = 1_000_000;
  private static final double MILLIS = 1_000.0;

  private Decay() {}

  /**
   * The share that counts still: a half after each half-life, all where there is none. StrictMath gives the same on every
   * machine.
   *
   * @param occurredAt not after {@code at}
   */
  static double share(@Nullable Duration halfLife, Instant occurredAt, Instant at) {
    if (halfLife == null) {
      return 1;
    }
    long millis = seconds(occurredAt, at) * 1_000 + nanos(occurredAt, at) / NANOS_OF_MILLI;
    return StrictMath.pow(0.5, millis / MILLIS / (halfLife.toMillis() / MILLIS));
  }

  /** Whether something is not of a later instant and not older than a time; at exactly that age it is not yet older. */
  static boolean isWithin(Instant occurredAt, Duration time, Instant at) {
    long seconds = seconds(occurredAt, at);
    return seconds >= 0
        && (seconds < time.getSeconds() || (seconds == time.getSeconds() && nanos(occurredAt, at) <= time.getNano()));
  }

  /** Whole seconds of an age, downwards. */
  private static long seconds(Instant occurredAt, Instant at) {
    long seconds = at.getEpochSecond() - occurredAt.getEpochSecond();
    return at.getNano() < occurredAt.getNano() ? seconds - 1 : seconds;
  }

  /** What an age is longer than its whole seconds. */
  private static int nanos(Instant occurredAt, Instant at) {
    int nanos = at.getNano() - occurredAt.getNano();
    return nanos < 0 ? nanos + NANOS : nanos;
  }
}
