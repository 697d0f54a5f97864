package dev.leadloop.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets each caller do something so often within a time; how often is kept for the latest callers only. */
final class RateLimit {
  private static final int CALLERS = 20_000;

  private final int most;
  private final Duration window;
  private final InstantSource clock;
  private final Map<String, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > CALLERS;
        }
      };

  private record Count(Instant since, int times) {}

  RateLimit(int most, Duration window, InstantSource clock) {
    this.most = most;
    this.window = window;
    this.clock = clock;
  }

  /** Whether the caller may, counting this time. */
  synchronized boolean allows(String caller) {
    Instant now = clock.instant();
    Count before = counts.get(caller);
    Count count =
        before == null || before.since().plus(window).isBefore(now)
            ? new Count(now, 1)
            : new Count(before.since(), before.times() + 1);
    counts.put(caller, count);
    return count.times() <= most;
  }
}
