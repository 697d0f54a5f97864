package dev.leadloop.temporal;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Failures of activities that are made for people to read: histories keep their words as they are. */
public final class ActivityFailures {
  private ActivityFailures() {}

  /**
   * A failure that trying again would not mend.
   *
   * @param type names the kind of failure to programs
   */
  public static RuntimeException forGood(String sentence, String type) {
    return ApplicationFailure.newNonRetryableFailure(sentence, type);
  }

  /**
   * A failure after which the activity is tried again.
   *
   * @param type names the kind of failure to programs
   * @param after how long from now; null for as long as the activity's own rules say
   */
  public static RuntimeException tryAgain(String sentence, String type, @Nullable Duration after) {
    return ApplicationFailure.newBuilder().setMessage(sentence).setType(type).setNextRetryDelay(after).build();
  }

  /** Whether a failure is one of these, and not something unforeseen. */
  public static boolean meant(RuntimeException failure) {
    return failure instanceof ApplicationFailure;
  }
}
