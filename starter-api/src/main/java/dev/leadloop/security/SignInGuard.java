package dev.leadloop.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets an address be wrong {@value #MOST} times, then makes it wait until {@link #WINDOW} after its first try. */
final class SignInGuard {
  /** Wrong passwords an address may send within the window. */
  static final int MOST = 10;

  /** How long tries count. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_ADDRESSES = 10_000;

  private final Clock clock;
  private final Map<String, Tries> tries = new ConcurrentHashMap<>();

  private record Tries(int count, Instant until) {}

  SignInGuard(Clock clock) {
    this.clock = clock;
  }

  /** Counts a try before it is looked at, so that many at once gain nothing; false when the address must wait. */
  boolean admit(String address) {
    Instant now = clock.instant();
    if (tries.size() >= MOST_ADDRESSES) {
      tries.values().removeIf(old -> !now.isBefore(old.until()));
    }
    Tries counted = tries.compute(address, (key, before) -> next(before, now));
    return counted.count() <= MOST;
  }

  /** Takes back the try of one who was right, and no other, so that a known key does not buy guesses at another. */
  void wasRight(String address) {
    tries.computeIfPresent(
        address, (key, before) -> before.count() <= 1 ? null : new Tries(before.count() - 1, before.until()));
  }

  private static Tries next(@Nullable Tries before, Instant now) {
    return before == null || !now.isBefore(before.until())
        ? new Tries(1, now.plus(WINDOW))
        : new Tries(Math.min(before.count() + 1, MOST + 1), before.until());
  }
}
