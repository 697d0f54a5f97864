package dev.leadloop.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Asks the server once a second at most, however many calls have failed. */
final class AskedOnce implements TemporalServer {
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  private final TemporalServer server;
  private final InstantSource clock;
  private Instant asked = Instant.MIN;
  private Optional<String> trouble = Optional.empty();

  AskedOnce(TemporalServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> trouble() {
    if (clock.instant().isAfter(asked.plus(GOOD_FOR))) {
      trouble = server.trouble();
      asked = clock.instant();
    }
    return trouble;
  }
}
