package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bound of the order of work, over an engine that decides so many a second in the order they are called, in its own time. */
class OrderOfWorkTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final int BULK = 2_000;
  private static final int PER_SECOND = 60;
  private static final Duration LASTS = Duration.ofSeconds(12);
  private static final Duration SOMEBODY_ASKS_EVERY = Duration.ofMillis(200);

  private final Deque<LeadId> engine = new ArrayDeque<>();
  private final Map<LeadId, Instant> asked = new HashMap<>();
  private final List<Duration> waits = new ArrayList<>();
  private Instant now = START;
  private Duration bulkRested = Duration.ZERO;
  private Instant bulkDecided = START;
  private int decided;
  private int bulk;

  @Test
  void whoAsksForSalesIsDecidedWithinASecondBehindABacklogThatGoesOnMeanwhile() throws InterruptedException {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      InboxRows rows = new InboxRows(jdbc);
      rows.directIntent("demo_requested");
      rows.bulk(BULK);
      InstantSource clock = () -> now;
      Clock inItsTime = clock.withZone(ZoneOffset.UTC);
      Relay relay = new Relay(
          new RingStore(jdbc), new SetAsideStore(jdbc), new Calls((start, label) -> engine.add(start.lead()), Runnable::run),
          Optional::empty, inItsTime);
      live(relay, rows);
    }
    Collections.sort(waits);
    assertThat(waits).hasSizeGreaterThan(50);
    assertThat(waits.get(waits.size() * 99 / 100)).as("of a hundred who ask").isLessThan(Duration.ofSeconds(1));
    long others = LASTS.toSeconds() * PER_SECOND - waits.size();
    assertThat(bulk).as("decided of the backlog, of %d that the engine could", others).isGreaterThan((int) (0.8 * others));
    assertThat(bulkRested).as("the longest time without any of the backlog").isLessThan(Duration.ofSeconds(1));
  }

  private void live(Relay relay, InboxRows rows) throws InterruptedException {
    Instant nextAsks = START.plusSeconds(1);
    while (now.isBefore(START.plus(LASTS))) {
      if (!now.isBefore(nextAsks)) {
        LeadId lead = rows.lead("asks-" + asked.size());
        asked.put(lead, now);
        rows.signal(lead, "demo_requested");
        nextAsks = nextAsks.plus(SOMEBODY_ASKS_EVERY);
      }
      relay.go();
      now = now.plus(Relay.LOOK);
      decide(rows);
    }
  }

  private void decide(InboxRows rows) {
    long could = Duration.between(START, now).toMillis() * PER_SECOND / 1_000;
    for (; decided < could && !engine.isEmpty(); decided++) {
      LeadId lead = engine.remove();
      rows.decided(lead);
      Instant since = asked.get(lead);
      if (since != null) {
        waits.add(Duration.between(since, now));
      } else {
        bulk++;
        Duration rested = Duration.between(bulkDecided, now);
        bulkRested = rested.compareTo(bulkRested) > 0 ? rested : bulkRested;
        bulkDecided = now;
      }
    }
    // What it could do and had not to is gone.
    decided = engine.isEmpty() ? (int) could : decided;
  }
}
