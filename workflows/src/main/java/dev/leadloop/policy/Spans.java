package dev.leadloop.policy;

import java.time.Duration;

/** Times as people say them. */
public final class Spans {
  private Spans() {}

  /** The time in its greatest whole unit, such as "3 days". */
  public static String words(Duration time) {
    long seconds = time.toSeconds();
    if (seconds != 0 && seconds % 86_400 == 0) {
      return count(seconds / 86_400, "day");
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return count(seconds / 3_600, "hour");
    }
    return seconds != 0 && seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
  }

  private static String count(long n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }
}
