package dev.leadloop.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.leadloop.dryrun.SimulationOrder.LeadFile;
import dev.leadloop.dryrun.SimulationOrder.Which;
import dev.leadloop.dryrun.SimulationStore.Claimed;
import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.simulation.Hands;
import dev.leadloop.store.Json;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SimulationsTest {
  private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
  private static final String LOWER =
      PolicyCatalog.starter().replace("{ by: score, score: 60, fit: 25 }", "{ by: score, score: 45, fit: 25 }");
  private static TestDatabase database;
  private static JdbcClient jdbc;
  private static PolicyCatalog policies;
  private static SimulationStore store;

  @BeforeAll
  static void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
    policies = new PolicyCatalog(jdbc, template -> true);
    policies.publishStarterIfNone(null);
    store = new SimulationStore(jdbc);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static Simulations process(InstantSource clock) {
    return new Simulations(store, jdbc, policies, clock, new Simulations.Limits(10_000, 2));
  }

  private static String ordered(int leads) {
    String id = UUID.randomUUID().toString();
    SimulationOrder order = new SimulationOrder(
        new Which("lower", null, LOWER), new Which("version 1", 1, null), null,
        new LeadFile("leads.csv", ManyLeads.MAPPING, null), FROM, 60, 1, SalesAnswer.IN_TIME, Engagement.NONE, "UTC");
    store.insert(
        id, order, ManyLeads.csv(leads, FROM, 90).getBytes(StandardCharsets.UTF_8), Principal.SYSTEM, Instant.now());
    return id;
  }

  private static Simulation found(String id) {
    return store.find(id).orElseThrow();
  }

  @Test
  void anotherProcessPlaysTheRunOfOneThatWasKilledAndComesToTheSame() throws IOException, InterruptedException, SQLException {
    String undisturbed = ordered(60);
    process(InstantSource.system()).next();
    String killed = ordered(60);
    killAsItWouldKeepWhatCameOfIt(killed);
    assertThat(found(killed).state()).isEqualTo(Simulation.State.RUNNING);
    process(InstantSource.system()).next();
    assertThat(found(killed).state()).as("while its lease lasts nobody else plays it").isEqualTo(Simulation.State.RUNNING);
    process(() -> Instant.now().plus(Duration.ofMinutes(3))).next();
    assertThat(found(killed).state()).as(found(killed).failure()).isEqualTo(Simulation.State.DONE);
    assertThat(Json.write(found(killed).result())).isEqualTo(Json.write(found(undisturbed).result()));
    assertThat(found(killed).result().changes()).isNotEmpty();
  }

  private static void killAsItWouldKeepWhatCameOfIt(String id) throws IOException, InterruptedException, SQLException {
    Process other = PlayingProcess.start(database.url());
    try (Connection lock = database.dataSource().getConnection()) {
      until("it plays", () -> found(id).state() == Simulation.State.RUNNING);
      lock.setAutoCommit(false);
      try (PreparedStatement row = lock.prepareStatement("select 1 from simulation where simulation_id = ? for update")) {
        row.setString(1, id);
        row.execute();
      }
      until("it is at its end", () -> jdbc.sql(
              "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%set state = case%'")
          .query(Integer.class).single() > 0);
      other.destroyForcibly().waitFor();
      // What it had asked for would else still be done.
      jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like '%set state = case%' and"
          + " wait_event_type = 'Lock'").query().listOfRows();
      lock.rollback();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private static void until(String what, BooleanSupplier is) throws InterruptedException {
    for (int i = 0; i < 600 && !is.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(is.getAsBoolean()).as(what).isTrue();
  }

  @Test
  void aRunOfWhichNoLifeEndsForLongStaysWithWhoPlaysIt() throws InterruptedException {
    String id = ordered(1);
    Duration length = Duration.ofMillis(400);
    Claimed mine = store.claim(Instant.now(), length).orElseThrow();
    try (Lease lease = new Lease(store, mine, 7, length, Duration.ofMillis(40), InstantSource.system())) {
      Thread.sleep(900);
      assertThat(store.claim(Instant.now(), length)).as("nothing was told meanwhile").isEmpty();
      assertThat(found(id).total()).isEqualTo(7);
      lease.progress(1);
    }
    Thread.sleep(500);
    assertThat(store.claim(Instant.now(), length).orElseThrow().attempt()).isEqualTo(2);
    store.stop(id, Instant.now());
  }

  @Test
  void aProcessThatEndsInOrderLetsAnotherTakeItsRunAtOnce() throws InterruptedException {
    String id = ordered(900);
    Thread playing = Thread.ofPlatform().start(() -> new Simulations(
        store, jdbc, policies, InstantSource.system(), new Simulations.Limits(10_000, 1)).next());
    until("it plays", () -> found(id).state() == Simulation.State.RUNNING);
    playing.interrupt();
    playing.join();
    assertThat(found(id).state()).isEqualTo(Simulation.State.RUNNING);
    assertThat(store.claim(Instant.now(), Duration.ofMinutes(1)).orElseThrow().id()).isEqualTo(id);
    store.stop(id, Instant.now());
  }

  @Test
  void aRunThatIsStoppedBreaksOffAndKeepsNothing() throws InterruptedException {
    String id = ordered(1);
    Claimed mine = store.claim(Instant.now(), Duration.ofMinutes(1)).orElseThrow();
    AtomicInteger did = new AtomicInteger();
    try (Lease lease = new Lease(store, mine, null, Duration.ofMinutes(1), Duration.ofMillis(20), InstantSource.system())) {
      Hands hands = lease.of(Hands.ONE);
      hands.each(3, i -> did.incrementAndGet());
      store.stop(id, Instant.now());
      Thread.sleep(300);
      assertThat(catchThrowable(() -> hands.each(3, i -> did.incrementAndGet())))
          .isInstanceOf(Lease.Lost.class);
    }
    assertThat(did).as("nothing is played any more").hasValue(3);
    store.failed(id, mine.attempt(), "too late", Instant.now());
    assertThat(found(id).state()).isEqualTo(Simulation.State.STOPPED);
    assertThat(found(id).failure()).isNull();
    assertThat(jdbc.sql("select count(*) from simulation where file is not null and simulation_id = :id").param("id", id)
        .query(Integer.class).single()).isZero();
  }
}
