package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.proof.Product.Layout;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The order of work: who asks for a demo while twenty thousand leads wait is decided within a second, and the twenty thousand
 * go on meanwhile. Requests come at set times, whether or not those before are decided, so that none is spared a wait.
 */
@Tag("bench")
class BacklogBenchmark {
  private static final int BACKLOG = Scale.of(20_000);
  private static final int KNOWN = Scale.of(300);
  /** Who asks before the measuring, so that a process is measured that runs and not one that loads its classes. */
  private static final int WARMING = 50;
  /** A lead that came in before asks, and in between one that nobody knew. */
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final double BOUND_MILLIS = 1_000;
  /** Bulk has one place in seven. */
  private static final double LEAST_SHARE = 1.0 / 7;

  private final Figures figures = new Figures();

  @Test
  void whoAsksForADemoIsDecidedWithinASecondAndBulkGoesOn(@TempDir Path folder) throws Exception {
    try (Product product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, Map.of())) {
      product.start();
      SalesTeam.open(new ProductClient(product.api(), Product.ADMIN_KEY));
      measure(product);
    } finally {
      figures.print("A demo request behind " + BACKLOG + " leads");
    }
  }

  private void measure(Product product) throws Exception {
    Record record = new Record(product.database());
    HttpLoad load = new HttpLoad(product.api(), Product.ADMIN_KEY, 32);
    String known = Leads.batch();
    load.post("/api/v1/leads", KNOWN + WARMING, i -> Leads.intake(known, i));
    record.awaitDecided(PATIENCE);
    ProductClient client = new ProductClient(product.api(), Product.ADMIN_KEY);
    for (int i = KNOWN; i < KNOWN + WARMING; i++) {
      ask(client, record, known, i, System.nanoTime());
    }
    record.pauseRelay();
    String backlog = Leads.batch();
    load.post("/api/v1/leads", BACKLOG, i -> Leads.intake(backlog, i));
    assertThat(record.undecided()).isGreaterThanOrEqualTo(BACKLOG);
    long started = System.nanoTime();
    record.resumeRelay();
    List<Double> millis = asked(product, record, known);
    double seconds = (System.nanoTime() - started) / 1e9;
    long left = record.undecided();
    assertThat(left).as("the backlog outlasts the requests").isPositive();
    long alone = System.nanoTime();
    record.awaitDecided(PATIENCE);
    show(millis, (BACKLOG - left) / seconds, left / ((System.nanoTime() - alone) / 1e9), record.longestPause(backlog));
  }

  private void show(List<Double> millis, double meanwhile, double alone, double pause) {
    double p99 = millis.get(millis.size() * 99 / 100);
    figures.add("demo requests", millis.size(), "");
    figures.add("  sent to decision recorded: median", millis.get(millis.size() / 2), "ms");
    figures.add("  99th percentile", p99, "ms", "below 1,000");
    figures.add("  longest", millis.getLast(), "ms");
    figures.add("bulk decided meanwhile", meanwhile, "/s");
    figures.add("bulk decided by itself", alone, "/s");
    figures.add("  share meanwhile", 100 * meanwhile / alone, "%", "at least 14");
    figures.add("  longest pause of bulk", pause, "s");
    assertThat(p99).as("99th percentile of the wait in ms").isLessThan(BOUND_MILLIS);
    assertThat(meanwhile).as("bulk goes on").isGreaterThanOrEqualTo(LEAST_SHARE * alone);
  }

  /** How long each waited, the shortest first. */
  private static List<Double> asked(Product product, Record record, String known) throws InterruptedException,
      ExecutionException {
    ProductClient client = new ProductClient(product.api(), Product.ADMIN_KEY);
    String fresh = Leads.batch();
    List<Future<Double>> waits = new ArrayList<>();
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      for (int i = 0; i < KNOWN; i++) {
        long due = begun + i * EVERY.toNanos();
        int number = i;
        Waiting.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        waits.add(requests.submit(() -> {
          if (number % 2 == 1) {
            assertThat(client.post("/api/v1/leads", Map.of("email", Leads.email(fresh, number)), null).good()).isTrue();
          }
          return ask(client, record, number % 2 == 1 ? fresh : known, number, due);
        }));
      }
    }
    List<Double> millis = new ArrayList<>();
    for (Future<Double> wait : waits) {
      millis.add(wait.get());
    }
    millis.sort(Double::compareTo);
    return millis;
  }

  private static double ask(ProductClient client, Record record, String batch, int number, long due) throws SQLException {
    String eventId = "ask-" + batch + "-" + number;
    Map<String, Object> event = Map.of("eventId", eventId, "email", Leads.email(batch, number), "type", "demo_requested");
    assertThat(client.post("/api/v1/events", Map.of("events", List.of(event)), null).good()).isTrue();
    record.awaitDecided(eventId, Duration.ofMinutes(5));
    return (System.nanoTime() - due) / 1e6;
  }
}
