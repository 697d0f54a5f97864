package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.proof.Product.Layout;
import dev.leadloop.provider.Signer;
import dev.leadloop.provider.sendgrid.SendGridSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A burst of a provider's events against a bare insert of the same rows, and what a hundred opens cost one lead. */
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderBenchmark {
  private static final int EVENTS = Scale.of(20_000);
  private static final int A_CALL = 200;
  private static final int AT_ONCE = 4;
  private static final int LEADS = 200;
  private static final int OPENS_OF_ONE = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0";

  private final Signer signer = new Signer();
  private final Figures figures = new Figures();
  private final Random random = new Random(20_260_302);
  private final HttpClient http = HttpClient.newHttpClient();
  private Product product;
  private Record record;
  private List<String> mails;

  private record Row(String id, String kind, String mail, String email, OffsetDateTime at, String body) {}

  private record Call(byte[] body, String timestamp, String signature, List<Row> rows) {}

  @BeforeAll
  void start(@TempDir Path folder) {
    product =
        new Product(
            folder.resolve("home"), Layout.ONE_PROCESS, Map.of("leadloop.sendgrid.webhook-key", signer.publicKey()));
    product.start();
    SalesTeam.open(new ProductClient(product.api(), Product.ADMIN_KEY));
    record = new Record(product.database());
    String batch = Leads.batch();
    new HttpLoad(product.api(), Product.ADMIN_KEY, AT_ONCE).post("/api/v1/leads", LEADS, i -> Leads.intake(batch, i));
    record.awaitDecided(PATIENCE);
    mails =
        record.jdbc().sql(
                """
                insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n,
                                  state, reserved_at, sending_at)
                select gen_random_uuid(), lead_id, 'nurture', 9, 'bench', 1, 1, 90, 'UNKNOWN', now(), now() - interval '1 day'
                  from lead order by lead_id returning send_id::text""")
            .query(String.class)
            .list();
    record.jdbc().sql("create table bare_event (like provider_event including indexes)").update();
  }

  @AfterAll
  void printAndStop() {
    figures.print("Events of a mail provider (" + Runtime.getRuntime().availableProcessors() + " cores)");
    product.close();
  }

  @Test
  void burstIsTakenInAtHalfTheRateOfABareInsertAndDrainedWithoutSwellingAHistory() {
    // As many as are measured, or it is the compiler of the virtual machine that is measured.
    perSecond(calls("warm", EVENTS, List.of()), this::post);
    awaitTold();
    record.awaitDecided(PATIENCE);
    perSecond(calls("warm-bare", EVENTS / 5, List.of()), this::insert);

    String busyMail = mails.get(0);
    String busyLead =
        record.jdbc().sql("select lead_id from send where send_id = ?::uuid").param(busyMail).query(String.class).single();
    try (Engine engine = new Engine(product)) {
      int before = engine.client().fetchHistory("lead/" + busyLead).getEvents().size();
      double bare = perSecond(calls("bare", EVENTS, List.of()), this::insert);
      List<Call> burst = calls("burst", EVENTS, List.of(busyMail));
      long started = System.nanoTime();
      double taken = perSecond(burst, this::post);
      awaitTold();
      record.awaitDecided(PATIENCE);
      double drained = EVENTS / ((System.nanoTime() - started) / 1e9);
      int cost = engine.client().fetchHistory("lead/" + busyLead).getEvents().size() - before;
      figures.add("bare insert of the same rows by JDBC, " + A_CALL + " a commit", bare, "/s");
      figures.add("events taken in by signed HTTP, " + A_CALL + " a call", taken, "/s");
      figures.add("  as a share of the bare insert", 100 * taken / bare, "%", "at least 50");
      figures.add("taken in, told and decided", drained, "/s");
      figures.add("history events of the lead with " + OPENS_OF_ONE + " opens", cost, "", "at most 60");
      assertThat(taken / bare).as("taken in, over a bare insert").isGreaterThanOrEqualTo(0.5);
      assertThat(cost).isLessThanOrEqualTo(60);
      assertThat(record.jdbc().sql("select count(*) from signal where lead_id = ? and type = 'email_open'")
              .param(busyLead).query(Integer.class).single())
          .isGreaterThanOrEqualTo(OPENS_OF_ONE);
    }
  }

  private void awaitTold() {
    Waiting.until(PATIENCE, () -> {
      long left =
          record.jdbc().sql(
                  "select count(*) + (select count(*) from provider_batch) from provider_event where applied_at is null")
              .query(Long.class).single();
      return left == 0 ? "" : left + " events not told";
    });
  }

  /** Calls with that many events in all; a hundred opens of each busy mail are among them. */
  private List<Call> calls(String run, int events, List<String> busy) {
    List<Row> all = new ArrayList<>();
    for (String mail : busy) {
      for (int i = 0; i < OPENS_OF_ONE; i++) {
        all.add(event(run + "-busy-" + i, "open", mail, i));
      }
    }
    List<String> kinds = List.of("processed", "delivered", "open", "open", "click", "deferred");
    while (all.size() < events) {
      int n = all.size();
      all.add(event(run + "-" + n, kinds.get(n % kinds.size()), mails.get(1 + random.nextInt(mails.size() - 1)), n));
    }
    java.util.Collections.shuffle(all, random);
    List<Call> calls = new ArrayList<>();
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    for (int from = 0; from < all.size(); from += A_CALL) {
      List<Row> rows = List.copyOf(all.subList(from, Math.min(all.size(), from + A_CALL)));
      byte[] body =
          ("[" + String.join(",", rows.stream().map(Row::body).toList()) + "]").getBytes(StandardCharsets.UTF_8);
      calls.add(new Call(body, timestamp, signer.sign(timestamp, body), rows));
    }
    return calls;
  }

  private static Row event(String id, String kind, String mail, int n) {
    long at = Instant.now().getEpochSecond() - 3_600 + n % 3_000;
    String email = "reader" + n + "@example.com";
    String body =
        "{\"sg_event_id\":\"" + id + "\",\"event\":\"" + kind + "\",\"timestamp\":" + at + ",\"leadloop_send_id\":\"" + mail
            + "\",\"email\":\"" + email + "\",\"sg_message_id\":\"14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0\""
            + ",\"smtp-id\":\"<14c5d75ce93.dfd.64b469@ismtpd-555>\",\"category\":[\"nurture\",\"bench\"],\"ip\":\"192.0.2.1\""
            + ",\"useragent\":\"" + BROWSER + "\",\"url\":\"https://www.example.com/guide\"}";
    return new Row(id, kind, mail, email, Instant.ofEpochSecond(at).atOffset(ZoneOffset.UTC), body);
  }

  private double perSecond(List<Call> calls, Consumer<Call> one) {
    long started = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      calls.forEach(call -> running.add(threads.submit(() -> one.accept(call))));
      for (Future<?> call : running) {
        call.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return calls.size() * (double) A_CALL / ((System.nanoTime() - started) / 1e9);
  }

  private void post(Call call) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(product.api() + "/webhooks/sendgrid/events"))
            .header("Content-Type", "application/json")
            .header(SendGridSignature.SIGNATURE_HEADER, call.signature())
            .header(SendGridSignature.TIMESTAMP_HEADER, call.timestamp())
            .POST(BodyPublishers.ofByteArray(call.body()))
            .build();
    try {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same rows into a table with the same indexes, as a JDBC batch and a commit a call, over connections that are kept. */
  private void insert(Call call) {
    try {
      Connection connection = CONNECTION.get().get(product);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into bare_event (event_id, kind, send_id, email_key, occurred_at, received_at, body)"
                  + " values (?, ?, ?, ?, ?, now(), ?::jsonb)")) {
        for (Row row : call.rows()) {
          insert.setString(1, row.id());
          insert.setString(2, row.kind());
          insert.setObject(3, UUID.fromString(row.mail()));
          insert.setString(4, row.email());
          insert.setObject(5, row.at());
          insert.setString(6, row.body());
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final ThreadLocal<Kept> CONNECTION = ThreadLocal.withInitial(Kept::new);

  /** One connection of one thread. */
  private static final class Kept {
    private @Nullable Connection connection;

    Connection get(Product product) throws SQLException {
      Connection open = connection;
      if (open == null) {
        open = product.database().getConnection();
        open.setAutoCommit(false);
        connection = open;
      }
      return open;
    }
  }
}
