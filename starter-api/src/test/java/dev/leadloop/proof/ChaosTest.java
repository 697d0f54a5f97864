package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.proof.Product.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lives are lived while API, worker, Temporal and PostgreSQL are killed with -9 again and again. */
@Tag("chaos")
class ChaosTest {
  private static final int LIVES = Integer.getInteger("leadloop.chaos.lives", 30);
  private static final int TURNS = Integer.getInteger("leadloop.chaos.rounds", 3);
  private static final Duration RECOVERY = Duration.ofMinutes(3);

  @Test
  void nothingIsLostAndNothingHappensTwiceWhateverIsKilled(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    long seed = Long.getLong("leadloop.seed", System.nanoTime());
    System.out.println("Chaos, seed " + seed + " (repeat with -Dleadloop.seed=" + seed + ")");
    try (Product product = new Product(folder.resolve("home"), Layout.OWN_WORKER, Policies.demo(folder))) {
      try {
        live(product, seed);
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage() + product.tails(), failure);
      }
    }
  }

  private static void live(Product product, long seed) throws Exception {
    product.start();
    ProductClient admin = new ProductClient(product.api(), Product.ADMIN_KEY);
    SalesTeam.open(admin);
    Acknowledged acknowledged = new Acknowledged();
    Killer killer = new Killer(product, seed);
    liveWhile(admin, acknowledged, seed, () -> killer.turns(TURNS));
    try (Engine engine = new Engine(product)) {
      Waiting.until(RECOVERY, () -> waiting(product));
      RecordAudit audit = new RecordAudit(product.database(), engine.client(), product.home().resolve("outbox"));
      System.out.println("Killed " + killer.kills() + "; acknowledged " + acknowledged.leads().size() + " leads, "
          + acknowledged.signals().size() + " signals, " + acknowledged.answers().size() + " answers; "
          + audit.mails() + " mails");
      assertThat(audit.findings(acknowledged)).isEmpty();
      assertThat(acknowledged.answers()).as("answers given").isNotEmpty();
      assertThat(audit.mails()).as("mails sent").isPositive();
      assertThat(factsMadeAnew(admin)).as("leads whose facts of measures a rebuild changed").isZero();
      LivedAgain again = new LivedAgain(JdbcClient.create(product.database()));
      assertThat(again.differences()).as("lives that take another turn when they are lived again").isEmpty();
      assertThat(again.lives()).as("lives that were lived again").isGreaterThanOrEqualTo(acknowledged.leads().size());
      tamperingIsNoticed(product, audit, acknowledged);
      JdbcClient.create(product.database())
          .sql("update measure_lead set entered_at = entered_at - interval '1 second' where lead_id = ?")
          .param(acknowledged.leads().keySet().iterator().next()).update();
      assertThat(factsMadeAnew(admin)).as("leads whose facts of measures were tampered with").isOne();
    }
  }

  /** Of how many leads the facts were others than their journal gives. */
  private static int factsMadeAnew(ProductClient admin) {
    int run = admin.post("/api/v1/measures/rebuild", Map.of(), null).body().path("run").asInt();
    AtomicReference<JsonNode> over = new AtomicReference<>();
    Waiting.until(RECOVERY, () -> {
      over.set(admin.get("/api/v1/measures/rebuild").body());
      return over.get().path("run").asInt() == run && over.get().path("finishedAt").isTextual() ? "" : "still " + over.get();
    });
    assertThat(over.get().path("failed").asInt()).as("journals that could not be read").isZero();
    assertThat(over.get().path("looked").asInt()).as("leads that were looked at").isPositive();
    return over.get().path("changed").asInt();
  }

  private static void liveWhile(ProductClient admin, Acknowledged acknowledged, long seed, Runnable killing)
      throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean(true);
    try (ExecutorService people = Executors.newFixedThreadPool(LIVES)) {
      List<Future<?>> lives = new ArrayList<>();
      for (int i = 0; i < LIVES; i++) {
        lives.add(people.submit(new RandomLife(admin, acknowledged, "life-" + i, seed + i, goesOn::get)));
      }
      try {
        killing.run();
      } finally {
        goesOn.set(false);
      }
      for (Future<?> life : lives) {
        life.get();
      }
    }
  }

  /** What the product still has to do about what it was told; empty once there is nothing. */
  private static String waiting(Product product) {
    try {
      List<Map<String, Object>> rows = JdbcClient.create(product.database()).sql("""
          select 'undecided ' || kind as what, count(*) as times from inbox
           where decided_seq is null and not quiet group by kind
          union all
          select 'open ' || kind, count(*) from effect
           where status = 'OPEN' and created_at < now() - interval '20 seconds' group by kind""").query().listOfRows();
      return rows.isEmpty() ? "" : rows.toString();
    } catch (RuntimeException down) {
      return "the database does not answer: " + down.getMessage();
    }
  }

  /** An audit that finds nothing where something is wrong proves nothing. */
  private static void tamperingIsNoticed(Product product, RecordAudit audit, Acknowledged acknowledged)
      throws IOException {
    JdbcClient jdbc = JdbcClient.create(product.database());
    String lead = nextDecidedLast(jdbc);
    jdbc.sql("update lead_status set score = score + 1 where lead_id = ?").param(lead).update();
    var signal = acknowledged.signals().keySet().iterator().next();
    jdbc.sql("delete from inbox where lead_id = ? and event_id = ?").params(signal.leadId(), signal.eventId()).update();
    Path mail = oneMail(product.home().resolve("outbox"));
    Files.copy(mail, mail.resolveSibling("20000101T000000.000Z" + mail.getFileName().toString().substring(20)));
    acknowledged.answer(lead, "never-given", 200);
    List<String> found = audit.findings(acknowledged);
    assertThat(found).anySatisfy(one -> assertThat(one).contains("the status row"));
    assertThat(found).anySatisfy(one -> assertThat(one).contains("0 decided inbox rows").contains(signal.eventId()));
    assertThat(found).anySatisfy(one -> assertThat(one).contains("in the outbox 2 times"));
    assertThat(found).anySatisfy(one -> assertThat(one).contains("never-given"));
  }

  /** A decision writes the status row anew, and nothing that was done to it before can be found. */
  private static String nextDecidedLast(JdbcClient jdbc) {
    return jdbc.sql("select lead_id from lead_status order by next_due_at desc nulls first limit 1")
        .query(String.class).single();
  }

  private static Path oneMail(Path outbox) throws IOException {
    try (Stream<Path> mails = Files.list(outbox)) {
      return mails.filter(file -> file.toString().endsWith(".eml")).findAny().orElseThrow();
    }
  }
}
