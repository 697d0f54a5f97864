package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.InboxRow;
import dev.leadloop.store.InboxStore;
import dev.leadloop.store.RingStore;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.Rounds;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RelayTest {
  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final InboxRows rows = new InboxRows(jdbc);
  private final RingStore store = new RingStore(jdbc);
  private final List<String> rung = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
  private final Clock clock = InstantSourceClock.of(now::get);
  private @Nullable RuntimeException failure;
  private Relay relay;

  @BeforeEach
  void makeRelay() {
    relay = new Relay(store, (start, label) -> {
      if (failure != null) {
        throw failure;
      }
      rung.add(start.lead() + ": " + label);
    }, clock, 8);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void oneRingTellsOfAllRowsThatWait() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "pricing_page_view");
    rows.signal(lead, "demo_requested");
    rows.signal(lead, "demo_requested");
    relay.go();
    assertThat(rung).containsExactly("a: pricing_page_view, demo_requested ×2");
  }

  @Test
  void leadIsRungAtOnceAndThenAtMostOnceASecond() throws InterruptedException {
    LeadId lead = rows.lead("a");
    for (int tenth = 0; tenth < 50; tenth++) {
      rows.signal(lead, "email_open");
      relay.go();
      now.updateAndGet(instant -> instant.plusMillis(100));
    }
    assertThat(rung).hasSize(5);
    assertThat(rung.get(0)).isEqualTo("a: email_open");
    assertThat(rung.get(1)).isEqualTo("a: email_open ×10");
  }

  @Test
  void restOfALeadIsNotSleptThrough() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    relay.go();
    rows.signal(lead, "email_open");
    now.updateAndGet(instant -> instant.plusMillis(900));
    assertThat(relay.go()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void ringWithoutADecisionIsRepeatedAfterAMinuteThenTwiceThatUpToAnHour() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    List<Long> pauses = new ArrayList<>();
    for (int ring = 0; ring < 8; ring++) {
      relay.go();
      pauses.addAll(rows.ringsIn(lead));
      rows.passes(3600);
      now.updateAndGet(instant -> instant.plusSeconds(3600));
    }
    assertThat(rung).hasSize(8);
    assertThat(pauses).containsExactly(60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
  }

  @Test
  void decidedRowIsNotRungAgain() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    relay.go();
    rows.decided(lead);
    rows.passes(3600);
    now.updateAndGet(instant -> instant.plusSeconds(3600));
    relay.go();
    assertThat(rung).hasSize(1);
  }

  @Test
  void answersAreLeftToTheirCallerForThreeSecondsAndQuietRowsForEver() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.write(lead, "accept", InboxRow.Ringing.BY_CALLER);
    rows.write(lead, "send_settled", InboxRow.Ringing.QUIET);
    relay.go();
    assertThat(rung).isEmpty();
    rows.passes(4);
    relay.go();
    assertThat(rung).containsExactly("a: accept");
  }

  @Test
  void answerThatIsDecidedIsRungForOnceUnlessItsGiverHasTheVerdict() throws InterruptedException {
    LeadId told = rows.lead("told");
    LeadId untold = rows.lead("untold");
    String answer = rows.write(told, "accept", InboxRow.Ringing.BY_CALLER);
    rows.write(untold, "accept", InboxRow.Ringing.BY_CALLER);
    rows.decided(told);
    rows.decided(untold);
    new InboxStore(jdbc).received(told, answer);
    for (int hour = 0; hour < 3; hour++) {
      rows.passes(3600);
      now.updateAndGet(instant -> instant.plusSeconds(3600));
      relay.go();
    }
    assertThat(rung).containsExactly("untold: accept");
  }

  @Test
  void messageOfTemporalsOwnToolsIsRungForOnlyUntilItIsDecided() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.write(lead, "accept", InboxRow.Ringing.LATER);
    rows.decided(lead);
    rows.passes(4);
    relay.go();
    assertThat(rung).isEmpty();
  }

  @Test
  void rowsWaitWhileTemporalIsAwayAndAreRungWhenItIsBack() throws InterruptedException {
    for (int n = 0; n < 20; n++) {
      rows.signal(rows.lead("lead-" + n), "email_open");
    }
    failure = Status.UNAVAILABLE.asRuntimeException();
    List<Duration> pauses = new ArrayList<>();
    for (int round = 0; round < 7; round++) {
      pauses.add(relay.go());
    }
    assertThat(pauses).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2))
        .endsWith(Duration.ofSeconds(15));
    assertThat(relay.canBeWoken()).isFalse();
    failure = null;
    relay.go();
    relay.go();
    assertThat(rung).hasSize(20).doesNotHaveDuplicates();
    assertThat(relay.canBeWoken()).isTrue();
  }

  @Test
  void oneRefusedLeadDoesNotHoldUpTheOthers() throws InterruptedException {
    rows.signal(rows.lead("a"), "email_open");
    failure = Status.INVALID_ARGUMENT.asRuntimeException();
    relay.go();
    assertThat(relay.canBeWoken()).isTrue();
    assertThat(rows.ringsIn(new LeadId("a"))).containsExactly(60L);
  }

  @Test
  void rowsClaimedByARelayThatDiedAreClaimedAgain() {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    assertThat(store.claim(10, List.of())).hasSize(1);
    assertThat(store.claim(10, List.of())).isEmpty();
    rows.passes(11);
    assertThat(store.claim(10, List.of())).hasSize(1);
  }

  @Test
  void twoRelaysNeverClaimTheSameRow() throws InterruptedException {
    for (int n = 0; n < 200; n++) {
      rows.signal(rows.lead("lead-" + n), "email_open");
    }
    List<Long> claimed = Collections.synchronizedList(new ArrayList<>());
    List<Thread> relays = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      relays.add(Thread.ofVirtual().start(() -> {
        for (int round = 0; round < 20; round++) {
          store.claim(17, List.of()).forEach(waiting -> claimed.addAll(waiting.rows()));
        }
      }));
    }
    for (Thread other : relays) {
      other.join();
    }
    assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void wokenRelayRingsBeforeTheSweep() throws InterruptedException {
    Rounds loop = new Rounds("inbox-relay", true, Duration.ofSeconds(10), relay);
    loop.start();
    try {
      LeadId lead = rows.lead("a");
      Thread.sleep(50);
      rows.signal(lead, "email_open");
      loop.wake();
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (rung.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(5);
      }
      assertThat(rung).hasSize(1);
    } finally {
      loop.stop();
    }
    assertThat(loop.isRunning()).isFalse();
  }

  /** A clock that a test sets. */
  private static final class InstantSourceClock {
    private InstantSourceClock() {}

    static Clock of(InstantSource source) {
      return source.withZone(ZoneOffset.UTC);
    }
  }
}
