package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.RingStore.Places;
import dev.leadloop.inbox.RingStore.Resting;
import dev.leadloop.lead.LeadId;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.AttentionStore;
import dev.leadloop.worker.RepeatingTasks;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RelayTest {
  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());
  private final InboxRows rows = new InboxRows(jdbc);
  private final RingStore store = new RingStore(jdbc);
  private final SetAsideStore aside = new SetAsideStore(jdbc);
  private final List<String> called = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
  private final Clock clock = InstantSourceClock.of(now::get);
  private final Map<LeadId, RuntimeException> poisoned = new HashMap<>();
  private @Nullable RuntimeException failure;
  private Optional<String> trouble = Optional.empty();
  private Relay relay;

  @BeforeEach
  void makeRelay() {
    LeadRinger ringer = (start, label) -> {
      RuntimeException own = poisoned.get(start.lead());
      if (failure != null || own != null) {
        throw own == null ? failure : own;
      }
      called.add(start.lead() + ": " + label);
    };
    relay = new Relay(store, aside, new Calls(ringer, Runnable::run), () -> trouble, clock);
  }

  /** Time passes for the relay alone. */
  private void later(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /** Time passes for the relay and for every row that waits. */
  private void passes(int seconds) {
    rows.passes(seconds);
    later(Duration.ofSeconds(seconds));
  }

  @AfterEach
  void clear() {
    DATABASE.empty();
  }

  @AfterAll
  static void dropDatabase() {
    DATABASE.close();
  }

  @Test
  void oneRingTellsOfAllRowsThatWait() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "pricing_page_view");
    rows.signal(lead, "demo_requested");
    rows.signal(lead, "demo_requested");
    relay.go();
    assertThat(called).containsExactly("a: pricing_page_view, demo_requested ×2");
  }

  @Test
  void leadIsCalledAtOnceAndThenAtMostOnceASecond() throws InterruptedException {
    LeadId lead = rows.lead("a");
    for (int tenth = 0; tenth < 50; tenth++) {
      rows.signal(lead, "email_open");
      relay.go();
      now.updateAndGet(instant -> instant.plusMillis(100));
    }
    assertThat(called).hasSize(5);
    assertThat(called.get(0)).isEqualTo("a: email_open");
    assertThat(called.get(1)).isEqualTo("a: email_open ×10");
  }

  @Test
  void restOfALeadIsNotSleptThrough() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    relay.go();
    rows.decided(lead);
    rows.signal(lead, "email_open");
    later(Duration.ofMillis(900));
    assertThat(relay.go()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void ringWithoutADecisionIsRepeatedAfterAMinuteThenTwiceThatUpToAnHour() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    List<Long> pauses = new ArrayList<>();
    for (int ring = 0; ring < 8; ring++) {
      relay.go();
      later(Relay.LONGEST_FLIGHT);
      relay.go();
      pauses.addAll(rows.ringsIn(lead));
      passes(3600);
    }
    assertThat(called).hasSize(8);
    assertThat(pauses).containsExactly(60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
  }

  @Test
  void decidedRowIsNotCalledAgain() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    relay.go();
    rows.decided(lead);
    passes(3600);
    relay.go();
    assertThat(called).hasSize(1);
  }

  @Test
  void answersAreLeftToTheirCallerForThreeSecondsAndQuietRowsForEver() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.write(lead, "accept", InboxRow.Ringing.BY_CALLER);
    rows.write(lead, "send_settled", InboxRow.Ringing.QUIET);
    relay.go();
    assertThat(called).isEmpty();
    rows.passes(4);
    relay.go();
    assertThat(called).containsExactly("a: accept");
  }

  @Test
  void answerThatIsDecidedIsCalledForOnceUnlessItsGiverHasTheVerdict() throws InterruptedException {
    LeadId told = rows.lead("told");
    LeadId untold = rows.lead("untold");
    String answer = rows.write(told, "accept", InboxRow.Ringing.BY_CALLER);
    rows.write(untold, "accept", InboxRow.Ringing.BY_CALLER);
    rows.decided(told);
    rows.decided(untold);
    new InboxStore(jdbc).received(told, answer);
    for (int hour = 0; hour < 3; hour++) {
      passes(3600);
      relay.go();
    }
    assertThat(called).containsExactly("untold: accept");
  }

  @Test
  void messageOfTemporalsOwnToolsIsCalledForOnlyUntilItIsDecided() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.write(lead, "accept", InboxRow.Ringing.LATER);
    rows.decided(lead);
    rows.passes(4);
    relay.go();
    assertThat(called).isEmpty();
  }

  @Test
  void rowsWaitWhileTemporalIsAwayAndAreCalledWhenItIsBack() throws InterruptedException {
    for (int n = 0; n < 20; n++) {
      rows.signal(rows.lead("lead-" + n), "email_open");
    }
    failure = Status.UNAVAILABLE.asRuntimeException();
    trouble = Optional.of("Temporal does not answer");
    List<Duration> pauses = new ArrayList<>();
    for (int turn = 0; turn < 7; turn++) {
      pauses.add(relay.go());
    }
    assertThat(pauses).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2))
        .endsWith(Duration.ofSeconds(15));
    assertThat(relay.canBeWoken()).isFalse();
    assertThat(setAside()).isEmpty();
    failure = null;
    trouble = Optional.empty();
    for (int turn = 0; turn < 5; turn++) {
      relay.go();
      rows.allDecided();
    }
    assertThat(called).hasSize(20).doesNotHaveDuplicates();
    assertThat(relay.go()).isPositive();
    assertThat(relay.canBeWoken()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Status.Code.class, mode = EnumSource.Mode.EXCLUDE,
      names = {"OK", "PERMISSION_DENIED", "UNAUTHENTICATED", "UNIMPLEMENTED"})
  void leadThatCannotBeCalledIsSetAsideAndTheOthersGoOn(Status.Code code) throws InterruptedException {
    for (int n = 0; n < 50; n++) {
      LeadId lead = rows.lead("bad-" + n);
      rows.signal(lead, "email_open");
      poisoned.put(lead, code.toStatus().withDescription("no \0 reason").asRuntimeException());
    }
    rows.signal(rows.lead("good"), "email_open");
    LeadId asks = rows.lead("asks");
    rows.directIntent("demo_requested");
    rows.signal(asks, "demo_requested");
    Duration took = Duration.ZERO;
    for (int turn = 0; called.size() < 2; turn++) {
      assertThat(turn).isLessThan(100);
      Duration pause = relay.go();
      assertThat(pause).isLessThanOrEqualTo(Relay.SWEEP);
      took = took.plus(pause);
      later(pause);
    }
    assertThat(called.get(0)).isEqualTo("asks: demo_requested");
    assertThat(took).as("although each of fifty fails").isLessThan(Duration.ofSeconds(5));
    assertThat(setAside()).contains("bad-0 " + code.name() + " 1");
    assertThat(relay.go()).as("the server answers").isLessThanOrEqualTo(Relay.SWEEP);
  }

  @Test
  void leadsWhoseDecisionsCannotBeRecordedHoldNobodyUp() throws InterruptedException {
    for (int n = 0; n < 200; n++) {
      rows.signal(rows.lead("bad-" + n), "email_open");
    }
    rows.signal(rows.lead("good"), "email_open");
    InboxStore decisions = new InboxStore(jdbc);
    Duration took = Duration.ZERO;
    for (int turn = 0; !called.contains("good: email_open"); turn++) {
      assertThat(turn).isLessThan(100);
      relay.go();
      called.stream().filter(text -> text.startsWith("bad"))
          .forEach(text ->
              decisions.undecidable(new LeadId(text.substring(0, text.indexOf(':'))), "IllegalStateException", "no state"));
      took = took.plus(Relay.LOOK);
      later(Relay.LOOK);
    }
    assertThat(took).as("although two hundred stand before it").isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void leadThatOthersCameBeforeGivesItsPlaceBack() throws InterruptedException {
    rows.bulk(200);
    Duration took = Duration.ZERO;
    while (called.size() < 100) {
      assertThat(took).as("although most of what is called for is never decided").isLessThan(Duration.ofSeconds(12));
      relay.go();
      // The last that was called for is decided, and none before it.
      rows.decided(new LeadId(called.getLast().substring(0, called.getLast().indexOf(':'))));
      took = took.plus(Relay.LOOK);
      later(Relay.LOOK);
    }
  }

  @Test
  void leadWhoseRowsCannotBeReadHoldsNobodyUp() throws InterruptedException {
    String tooLong = "x".repeat(2_000);
    for (String id : List.of(tooLong, "a lead", "", "Ä", "lead/1")) {
      rows.damaged(id);
    }
    LeadId odd = rows.lead("odd");
    rows.status(odd, "NO_STAGE", false);
    rows.signal(odd, "email_open");
    rows.signal(rows.lead("good"), "email_open");
    for (int turn = 0; turn < 3; turn++) {
      assertThat(relay.go()).as("nobody is away").isLessThanOrEqualTo(Relay.SWEEP);
      later(Relay.LONGEST_FLIGHT);
    }
    assertThat(called).containsExactlyInAnyOrder("odd: email_open", "good: email_open");
    assertThat(setAside()).hasSize(5).contains(tooLong + " INVALID_ARGUMENT 1");
    assertThat(new AttentionStore(jdbc).standing(10)).isEmpty();
    jdbc.sql("update set_aside set since = since - interval '1 minute'").update();
    assertThat(new AttentionStore(jdbc).standing(10)).hasSize(5).extracting(AttentionStore.Standing::lead).contains(tooLong);
    assertThat(store.shouldRun(null, 10)).extracting(start -> start.lead().value()).containsExactly("odd");
  }

  @Test
  void leadIsTriedAgainLaterAndLaterAndForgottenOnceItIsCalled() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    poisoned.put(lead, new IllegalStateException("its company cannot be written"));
    List<Long> pauses = new ArrayList<>();
    for (int turn = 0; turn < 9; turn++) {
      relay.go();
      pauses.addAll(rows.ringsIn(lead));
      passes(600);
    }
    assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L);
    assertThat(jdbc.sql("select why from set_aside").query(String.class).list()).containsExactly("its company cannot be written");
    assertThat(setAside()).containsExactly("a IllegalStateException 9");
    poisoned.clear();
    relay.go();
    assertThat(called).containsExactly("a: email_open");
    assertThat(setAside()).isEmpty();
  }

  @Test
  void leadThatIsSetAsideIsTriedAtOnceWhereSomethingNewIsToldOrSomeoneAsks() throws InterruptedException {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    poisoned.put(lead, Status.INVALID_ARGUMENT.asRuntimeException());
    relay.go();
    rows.signal(lead, "page_view");
    relay.go();
    assertThat(setAside()).containsExactly("a INVALID_ARGUMENT 2");
    poisoned.clear();
    assertThat(aside.tryAgain(lead)).isEqualTo(2);
    relay.go();
    assertThat(called).containsExactly("a: email_open, page_view");
    assertThat(setAside()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Status.Code.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void nobodyIsSetAsideForAServerThatIsInTrouble(Status.Code code) throws InterruptedException {
    for (int n = 0; n < 20; n++) {
      rows.signal(rows.lead("lead-" + n), "email_open");
    }
    failure = code.toStatus().asRuntimeException();
    trouble = Optional.of("the search attributes are not there yet");
    assertThat(relay.go()).isEqualTo(Duration.ofMillis(500));
    assertThat(relay.go()).isEqualTo(Duration.ofSeconds(1));
    assertThat(setAside()).isEmpty();
    assertThat(rows.ringsIn(new LeadId("lead-0"))).containsExactly(0L);
  }

  @Test
  void whoeverMayNotRingAtAllSetsNobodyAside() throws InterruptedException {
    rows.signal(rows.lead("a"), "email_open");
    failure = Status.PERMISSION_DENIED.asRuntimeException();
    assertThat(relay.go()).isEqualTo(Duration.ofMillis(500));
    assertThat(setAside()).isEmpty();
  }

  @Test
  void leadWhoseCallsTakeForEverKeepsNobodyWaiting() throws Exception {
    LeadId slow = rows.lead("slow");
    rows.signal(slow, "email_open");
    CountDownLatch hanging = new CountDownLatch(1);
    LeadRinger ringer = (start, label) -> {
      if (start.lead().equals(slow)) {
        try {
          hanging.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      called.add(start.lead() + ": " + label);
    };
    Relay patient = new Relay(store, aside, new Calls(ringer, Thread::startVirtualThread), () -> trouble, clock);
    patient.go();
    rows.signal(rows.lead("quick"), "email_open");
    for (int turn = 0; called.isEmpty(); turn++) {
      assertThat(turn).isLessThan(1_000);
      patient.go();
      Thread.sleep(5);
    }
    assertThat(called).containsExactly("quick: email_open");
    hanging.countDown();
    patient.end();
    assertThat(rows.ringsIn(slow)).containsExactly(60L);
  }

  @Test
  void directIntentGoesFirstThenSinglesThenBulkAndEachLineHasItsShare() throws InterruptedException {
    rows.directIntent("demo_requested");
    for (int n = 0; n < 100; n++) {
      rows.write(rows.lead("bulk-" + n), "imported", InboxRow.Ringing.ALONG);
      rows.signal(rows.lead("single-" + n), "email_open");
      rows.signal(rows.lead("asks-" + n), "demo_requested");
    }
    List<RingStore.Waiting> claimed = store.claim(new Places(8, 4, 2, 0), Resting.NOBODY);
    assertThat(claimed).extracting(waiting -> waiting.start().lead().value()).containsExactly(
        "asks-0", "asks-1", "asks-2", "asks-3", "asks-4", "asks-5", "asks-6", "asks-7",
        "single-0", "single-1", "single-2", "single-3", "bulk-0", "bulk-1");
    assertThat(store.claim(new Places(0, 0, 3, 0), Resting.NOBODY)).extracting(waiting -> waiting.start().lead().value())
        .containsExactly("bulk-2", "bulk-3", "bulk-4");
    for (int turn = 0; turn < 40; turn++) {
      relay.go();
      later(Relay.LOOK);
    }
    long direct = called.stream().filter(text -> text.startsWith("asks")).count();
    long single = called.stream().filter(text -> text.startsWith("single")).count();
    long bulk = called.stream().filter(text -> text.startsWith("bulk")).count();
    assertThat(bulk).isPositive();
    assertThat(single).isEqualTo(2 * bulk);
    assertThat(direct).as("its own four, and what is free").isEqualTo(8 * bulk);
  }

  @Test
  void whoAsksForSalesIsCalledAtOnceHoweverMuchBulkWaitsAndIsUnderWay() throws InterruptedException {
    rows.directIntent("demo_requested");
    rows.bulk(3_000);
    for (int turn = 0; turn < 20; turn++) {
      relay.go();
      later(Relay.LOOK);
    }
    int underWay = called.size();
    assertThat(underWay).as("no more than has places").isPositive().isLessThan(20);
    rows.signal(rows.lead("looks"), "page_view");
    rows.signal(rows.lead("asks"), "demo_requested");
    relay.go();
    assertThat(called.subList(underWay, called.size())).containsExactly("asks: demo_requested", "looks: page_view");
  }

  @Test
  void bulkMovesOnHoweverManyAskForSales() throws InterruptedException {
    rows.directIntent("demo_requested");
    rows.bulk(40);
    int asked = 0;
    for (int turn = 0; turn < 60; turn++) {
      for (int n = 0; n < 50; n++) {
        rows.signal(rows.lead("asks-" + ++asked), "demo_requested");
      }
      relay.go();
      rows.allDecided();
      later(Pace.BLINK.plus(Relay.LOOK));
    }
    assertThat(called.stream().filter(text -> text.startsWith("bulk")).count()).isEqualTo(40);
    assertThat(called.size()).as("and more ask than can be called").isLessThan(asked);
  }

  @Test
  void oneRingTellsWhatWaitsInEveryLine() throws InterruptedException {
    rows.directIntent("demo_requested");
    LeadId lead = rows.lead("a");
    rows.write(lead, "imported", InboxRow.Ringing.ALONG);
    rows.signal(lead, "page_view");
    rows.signal(lead, "demo_requested");
    relay.go();
    assertThat(called).containsExactly("a: imported, page_view, demo_requested");
    assertThat(store.claim(new Places(9, 9, 9, 0), Resting.NOBODY)).isEmpty();
  }

  @Test
  void burstOfALeadTakesOnePlace() throws InterruptedException {
    LeadId burst = rows.lead("a");
    for (int n = 0; n < 60; n++) {
      rows.signal(burst, "page_view");
    }
    rows.signal(rows.lead("b"), "page_view");
    assertThat(store.claim(new Places(0, 1, 0, 0), Resting.NOBODY)).singleElement()
        .satisfies(waiting -> assertThat(waiting.rows()).hasSize(60));
    relay.go();
    assertThat(called).containsExactly("b: page_view");
  }

  @Test
  void whoAsksRightAfterComingInWaitsForNoSecond() throws InterruptedException {
    rows.directIntent("demo_requested");
    LeadId lead = rows.lead("a");
    rows.signal(lead, "page_view");
    relay.go();
    rows.decided(lead);
    rows.signal(lead, "email_open");
    rows.signal(lead, "demo_requested");
    relay.go();
    assertThat(called).as("for a moment it rests").hasSize(1);
    later(Rests.OF_DIRECT_INTENT);
    relay.go();
    assertThat(called).containsExactly("a: page_view", "a: email_open, demo_requested");
  }

  private List<String> setAside() {
    return jdbc.sql("select lead_id || ' ' || code || ' ' || tries from set_aside order by lead_id").query(String.class).list();
  }

  @Test
  void rowsClaimedByARelayThatDiedAreClaimedAgain() {
    LeadId lead = rows.lead("a");
    rows.signal(lead, "email_open");
    assertThat(store.claim(new Places(10, 10, 10, 0), Resting.NOBODY)).hasSize(1);
    assertThat(store.claim(new Places(10, 10, 10, 0), Resting.NOBODY)).isEmpty();
    rows.passes(11);
    assertThat(store.claim(new Places(10, 10, 10, 0), Resting.NOBODY)).hasSize(1);
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
        for (int turn = 0; turn < 20; turn++) {
          store.claim(new Places(9, 9, 9, 0), Resting.NOBODY).forEach(waiting -> claimed.addAll(waiting.rows()));
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
    RepeatingTasks loop = new RepeatingTasks("inbox-relay", true, Duration.ofSeconds(10), relay);
    loop.start();
    try {
      LeadId lead = rows.lead("a");
      Thread.sleep(50);
      rows.signal(lead, "email_open");
      loop.wake();
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (called.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(5);
      }
      assertThat(called).hasSize(1);
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
