package dev.leadloop.notify.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a webhook that did not arrive is tried again: quickly at first, then for about three days. */
final class RetrySchedule {
  /** The pauses that Standard Webhooks suggests. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private static final Duration LONGEST_WAIT_ASKED = Duration.ofHours(24);
  private static final int SPREAD_PERCENT = 10;

  private RetrySchedule() {}

  /**
   * When to try again after so many attempts; empty when it is given up.
   *
   * @param messageId spreads messages that failed together by a tenth, the same one always by the same
   * @param asked how long the receiver asked us to wait at least
   */
  static Optional<Instant> next(int attempts, String messageId, Instant now, @Nullable Duration asked) {
    if (attempts > PAUSES.size()) {
      return Optional.empty();
    }
    Duration pause = PAUSES.get(attempts - 1);
    Duration spread = pause.multipliedBy(Math.floorMod(messageId.hashCode(), 100)).dividedBy(100L * 100 / SPREAD_PERCENT);
    Duration wait = pause.plus(spread);
    if (asked != null && asked.compareTo(wait) > 0) {
      wait = asked.compareTo(LONGEST_WAIT_ASKED) > 0 ? LONGEST_WAIT_ASKED : asked;
    }
    return Optional.of(now.plus(wait));
  }
}
