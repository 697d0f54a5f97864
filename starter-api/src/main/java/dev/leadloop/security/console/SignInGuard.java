package dev.leadloop.security.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a visitor be wrong so many times, then makes it wait until {@link #WINDOW} after its first try. */
public final class SignInGuard {
  /** Wrong passwords a visitor may send within the window. */
  static final int MOST = 10;

  /** How long tries count. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_ADDRESSES = 20_000;

  /** The same of tries at one user, from wherever they come. */
  static final int MOST_OF_A_USER = 30;

  private final Clock clock;
  private final int most;
  /** Of more visitors than these the one whose last try is the longest ago is forgotten. */
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private record Tries(int count, Instant until) {}

  /** Admits so many tries within the window. */
  public SignInGuard(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Counts a try before it is looked at, so that many at once gain nothing; false when the visitor must wait. */
  public synchronized boolean admit(String visitor) {
    Tries counted = next(tries.get(visitor), clock.instant());
    tries.put(visitor, counted);
    return counted.count() <= most;
  }

  /** Takes back the try of one who was right, and no other, so that a known key does not buy guesses at another. */
  public synchronized void wasRight(String visitor) {
    Tries before = tries.remove(visitor);
    if (before != null && before.count() > 1) {
      tries.put(visitor, new Tries(before.count() - 1, before.until()));
    }
  }

  private Tries next(@Nullable Tries before, Instant now) {
    return before == null || !now.isBefore(before.until())
        ? new Tries(1, now.plus(WINDOW))
        : new Tries(Math.min(before.count() + 1, most + 1), before.until());
  }
}
