package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.leadloop.erasures.Traces;
import dev.leadloop.proof.Product.Layout;
import dev.leadloop.proof.Product.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People whose every field has a word of its own are forgotten while every part of the product is killed with -9: then none of
 * the words is in any table, mail, log or history, nothing more is sent, and every number is as before.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureThroughKillTest {
  private static final int LEADS = Integer.getInteger("leadloop.erasure.leads", 12);
  private static final Duration SOON = Duration.ofMinutes(5);

  private final PersonalWords words = new PersonalWords();
  private Product product;
  private ProductClient admin;
  private JdbcClient jdbc;

  @BeforeAll
  void start(@TempDir Path folder) {
    Map<String, String> settings = new HashMap<>();
    settings.put("leadloop.erasure.second-look", "5s");
    product = new Product(folder.resolve("home"), Layout.OWN_WORKER, settings);
    try {
      product.start();
    } catch (AssertionError failed) {
      boolean noTool = String.valueOf(failed.getMessage()).contains("the temporal tool is neither on PATH");
      assumeFalse(noTool && System.getenv("CI") == null, "needs the temporal tool, which cannot be had here");
      throw failed;
    }
    admin = new ProductClient(product.api(), Product.ADMIN_KEY);
    SalesTeam.open(admin);
    jdbc = JdbcClient.create(product.database());
  }

  @AfterAll
  void stop() {
    product.close();
  }

  private String measured() {
    return String.join("\n", List.of("measures/sql-volume", "measures/mql-volume", "measures/sql-to-accepted").stream()
        .map(one -> one + admin.get("/api/v1/" + one + "?from=2020-01-01T00:00:00Z").body().path("whole")).toList());
  }

  private int undone() {
    return jdbc.sql("select count(*) from erasure where state <> 'DONE'").query(Integer.class).single();
  }

  private long mails() throws IOException {
    try (Stream<Path> files = Files.list(product.home().resolve("outbox"))) {
      return files.count();
    }
  }

  private static List<Path> inMailsAndLogs(Path home, List<String> searched) throws IOException {
    List<Path> found = new ArrayList<>(Traces.inFiles(home.resolve("outbox"), searched));
    try (Stream<Path> files = Files.walk(home.getParent())) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log") || file.toString().endsWith(".out")).toList()) {
        found.addAll(Traces.inFiles(log, searched));
      }
    }
    return found;
  }

  @Test
  void nothingIsLeftThoughEveryPartIsKilledMeanwhile() throws IOException {
    List<String> leads = new ArrayList<>();
    for (int n = 0; n < LEADS; n++) {
      leads.add(words.live(admin));
    }
    words.imported(admin);
    leads.add(jdbc.sql("select lead_id from import_row where lead_id is not null").query(String.class).single());
    List<String> searched = words.ofThePerson();
    Traces traces = new Traces(jdbc);
    assertThat(traces.of(searched)).as("they are there before").containsKeys("public.lead.email", "public.inbox.note");
    String before = measured();
    for (int n = 0; n < leads.size(); n++) {
      assertThat(admin.post("/api/v1/leads/" + leads.get(n) + "/erase", Map.of("reason", "asked_by_person"), null).status())
          .isEqualTo(202);
      if (n == leads.size() / 3) {
        product.kill(Part.WORKER);
      }
    }
    product.revive(Part.WORKER);
    for (Part part : List.of(Part.WORKER, Part.POSTGRESQL, Part.TEMPORAL, Part.API, Part.WORKER)) {
      Waiting.pause(Duration.ofSeconds(3));
      product.kill(part);
      Waiting.pause(Duration.ofSeconds(1));
      product.revive(part);
    }
    Waiting.until(SOON, () -> undone() == 0 ? "" : undone() + " erasures are not done: "
        + jdbc.sql("select distinct part || ' ' || coalesce(stands, '') from erasure_part where confirmed_at is null")
            .query(String.class).list());
    assertThat(jdbc.sql("select distinct part from erasure_part").query(String.class).list())
        .as("parts that the process of the worker knows").contains("visits", "outbox", "histories", "record", "person", "lists");
    long sent = mails();
    assertThat(traces.of(searched)).isEmpty();
    assertThat(inMailsAndLogs(product.home(), searched)).isEmpty();
    try (Engine engine = new Engine(product)) {
      Map<String, String> kept = words.searched(engine.client());
      assertThat(kept.keySet()).noneMatch(id -> leads.stream().anyMatch(lead -> id.equals("lead/" + lead)));
      assertThat(words.foundIn(kept)).isEmpty();
    }
    assertThat(measured()).isEqualTo(before);
    Waiting.pause(Duration.ofSeconds(10));
    assertThat(mails()).as("nothing is sent afterwards").isEqualTo(sent);
    assertThat(jdbc.sql("select count(*) from lead where erased_at is null").query(Integer.class).single()).isZero();
  }
}
