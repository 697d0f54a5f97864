package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.proof.HttpLoad.Result;
import dev.leadloop.proof.Product.Layout;
import dev.leadloop.proof.Product.Part;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the whole product is in one process, as a ratio to what its engine does by itself on the same machine in the
 * same run: the load, the product, its engine and its database all share that machine.
 */
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpeedBenchmark {
  private static final int AT_ONCE = 32;
  private static final int WARM_UP = Scale.of(2_000);
  private static final int RAW = Scale.of(2_000);
  private static final int INTAKES = Scale.of(3_000);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Figures figures = new Figures();
  private Product product;
  private HttpLoad load;
  private Record record;
  private double raw;

  @BeforeAll
  void startAndWarmUp(@TempDir Path folder) {
    product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, Map.of());
    product.start();
    SalesTeam.open(new ProductClient(product.api(), Product.ADMIN_KEY));
    load = new HttpLoad(product.api(), Product.ADMIN_KEY, AT_ONCE);
    record = new Record(product.database());
    takeIn(WARM_UP);
    record.awaitDecided(PATIENCE);
    try (RawEngine engine = new RawEngine(product.temporalTarget(), Product.NAMESPACE)) {
      engine.perSecond(RAW / 2, AT_ONCE);
      raw = engine.perSecond(RAW, AT_ONCE);
    }
    figures.add("the engine by itself: update-with-start", raw, "/s");
  }

  @AfterAll
  void printAndStop() {
    figures.print("Speed, everything on this machine at once (" + Runtime.getRuntime().availableProcessors() + " cores)");
    product.close();
  }

  private Result takeIn(int leads) {
    String batch = Leads.batch();
    return load.post("/api/v1/leads", leads, i -> Leads.intake(batch, i));
  }

  @Test
  @Order(1)
  void backlogIsTakenInAndDrainedInProportionToTheEngine() {
    record.pauseRelay();
    Usage usage = Usage.of(product);
    Result paused = takeIn(INTAKES);
    usage.print("intake while the relay is paused");
    assertThat(record.undecided()).isGreaterThanOrEqualTo(INTAKES);
    usage = Usage.of(product);
    long started = System.nanoTime();
    record.resumeRelay();
    record.awaitDecided(PATIENCE);
    double drained = INTAKES / ((System.nanoTime() - started) / 1e9);
    usage.print("drain");
    figures.add("intake by HTTP while the relay is paused", paused.perSecond(), "/s");
    figures.add("  as a multiple of the engine", paused.perSecond() / raw, "x", "at least 5");
    figures.add("backlog decided in workflows", drained, "/s");
    figures.add("  as a share of the engine", 100 * drained / raw, "%", "at least 60");
    assertThat(paused.refused()).isZero();
    assertThat(paused.perSecond() / raw).as("intake while the relay is paused, over the engine").isGreaterThanOrEqualTo(5);
    assertThat(drained / raw).as("drained, over the engine").isGreaterThanOrEqualTo(0.6);
  }

  @Test
  @Order(2)
  void intakeIsNotHeldUpByTheRelay() {
    Usage usage = Usage.of(product);
    long before = record.jdbc().sql("select count(*) from lead_status").query(Long.class).single();
    Result draining = takeIn(INTAKES);
    long decided = record.jdbc().sql("select count(*) from lead_status").query(Long.class).single() - before;
    usage.print("intake while the relay drains");
    record.awaitDecided(PATIENCE);
    figures.add("intake by HTTP while the relay drains", draining.perSecond(), "/s");
    figures.add("  as a multiple of the engine", draining.perSecond() / raw, "x", "at least 3");
    figures.add("  decided meanwhile", decided / draining.seconds(), "/s");
    assertThat(draining.refused()).isZero();
    assertThat(decided).as("leads decided meanwhile").isPositive();
    assertThat(draining.perSecond() / raw).as("intake while the relay drains, over the engine").isGreaterThanOrEqualTo(3);
  }

  @Test
  @Order(3)
  void burstsNeedFewSignals() {
    int leads = Scale.of(500);
    int signalsEach = 20;
    String batch = Leads.batch();
    load.post("/api/v1/leads", leads, i -> Leads.intake(batch, i));
    record.awaitDecided(PATIENCE);
    try (Engine engine = new Engine(product)) {
      Histories histories = new Histories(engine.client(), record.jdbc(), batch);
      long before = histories.signals();
      long eventsBefore = histories.events();
      Result sent = load.post("/api/v1/events", leads * signalsEach, i -> Leads.event(
          batch, i / signalsEach, "burst-" + batch + "-" + i, "page_view"));
      record.awaitDecided(PATIENCE);
      long signals = histories.signals() - before;
      figures.add("signals taken in by HTTP, one a request, in bursts of 20 a lead", sent.perSecond(), "/s");
      figures.add("Temporal signals for " + leads + " leads x " + signalsEach + " signals", signals, "", "at most a fifth");
      figures.add("  history events a signal", (histories.events() - eventsBefore) / (double) (leads * signalsEach), "");
      assertThat(sent.refused()).isZero();
      assertThat(signals).isPositive().isLessThanOrEqualTo(leads * signalsEach / 5L);
    }
  }

  @Test
  @Order(4)
  void aSignalIsDecidedAtOnceOnAnIdleSystem() throws SQLException {
    int samples = Scale.of(400);
    String batch = Leads.batch();
    load.post("/api/v1/leads", 50, i -> Leads.intake(batch, i));
    record.awaitDecided(PATIENCE);
    ProductClient client = new ProductClient(product.api(), Product.ADMIN_KEY);
    double[] millis = new double[samples];
    for (int i = 0; i < samples; i++) {
      String eventId = "idle-" + batch + "-" + i;
      Map<String, Object> event = Map.of("eventId", eventId, "email", Leads.email(batch, i % 50), "type", "page_view");
      long started = System.nanoTime();
      client.post("/api/v1/events", Map.of("events", List.of(event)), null);
      record.awaitDecided(eventId, Duration.ofSeconds(30));
      millis[i] = (System.nanoTime() - started) / 1e6;
      Waiting.pause(Duration.ofMillis(60));
    }
    Arrays.sort(millis);
    double p99 = millis[samples * 99 / 100];
    figures.add("signal sent to decision recorded, idle: median", millis[samples / 2], "ms");
    figures.add("  99th percentile", p99, "ms", "below 100");
    assertThat(p99).isLessThan(100);
  }

  @Test
  @Order(5)
  void memoryIsShown() {
    figures.add("memory of the product's process", Usage.residentMegabytes(product.pid(Part.API)), "MB");
    figures.add("memory of Temporal", Usage.residentMegabytes(product.pid(Part.TEMPORAL)), "MB");
    assertThat(product.tails()).doesNotContain("OutOfMemoryError");
  }
}
