package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.proof.Product.Layout;
import dev.leadloop.proof.Product.Part;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.backtest.BacktestWorkflow;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Backtests on the real servers: kill -9 of the process in the middle, every door by which one is stopped, and the command. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestKillTest {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final int LEADS = 24;
  private static final int COPIES = Integer.getInteger("leadloop.backtest.copies", 300);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Product product;
  private ProductClient admin;
  private JdbcClient jdbc;

  @BeforeAll
  void start(@TempDir Path folder) {
    product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, Policies.given(folder, PolicyCatalog.starter()));
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
    live();
  }

  @AfterAll
  void stop() {
    product.close();
  }

  /** Some leads ask for sales or read, and many others have lived just so. */
  private void live() {
    String batch = Leads.batch();
    for (int n = 0; n < LEADS; n++) {
      String lead = admin.post("/api/v1/leads", Map.of("email", Leads.email(batch, n), "company", "Example " + batch, "title",
          n % 2 == 0 ? "Marketing Director" : "Chief Executive", "companySize", 10 + n * 60, "industry", "software", "country",
          "US"), null).body().path("leadId").asText();
      for (String type : List.of("pricing_page_view", "webinar_attended", "case_study_view", n % 3 == 0 ? "demo_requested"
          : "page_view")) {
        admin.post("/api/v1/events", Map.of("events", List.of(
            Map.of("eventId", batch + "-" + n + type, "leadId", lead, "type", type))), null);
      }
    }
    Waiting.until(SOON, () -> {
      int open = jdbc.sql("select count(*) from inbox where decided_seq is null").query(Integer.class).single();
      return open == 0 ? "" : open + " are undecided";
    });
    copies("lead", "lead_id || '-' || c, created_at, updated_at, c || '-' || email, c || '-' || email_key, company, company_size,"
        + " industry, country, email_kind, title", "lead_id, created_at, updated_at, email, email_key, company, company_size,"
        + " industry, country, email_kind, title");
    copies("lifecycle_event", "lead_id || '-' || c, seq, n, at, type, principal_kind, principal_id, cause_event_id,"
        + " policy_version, entry",
        "lead_id, seq, n, at, type, principal_kind, principal_id, cause_event_id, policy_version, entry");
    copies("inbox", "lead_id || '-' || c, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,"
        + " decided_seq, verdict", "lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,"
        + " decided_seq, verdict");
  }

  private void copies(String table, String values, String columns) {
    jdbc.sql("insert into " + table + " (" + columns + ") select " + values + " from " + table
        + ", generate_series(1, ?) as c").param(COPIES).update();
  }

  private String begin() {
    var begun = admin.post("/api/v1/policies/" + draft() + "/backtest", Map.of(), null);
    assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
    return begun.body().path("backtestId").asText();
  }

  private String draft = "";

  private String draft() {
    if (draft.isEmpty()) {
      String document = PolicyCatalog.starter().replaceAll("direct-intent-fit: [0-9]+", "direct-intent-fit: 100");
      draft = admin.yaml("POST", "/api/v1/policies/drafts", document, null).body().path("draftId").asText();
    }
    return draft;
  }

  private JsonNode shown(String id) {
    return admin.get("/api/v1/backtests/" + id).body();
  }

  private JsonNode over(String id) {
    Waiting.until(SOON, () -> shown(id).path("state").asText().equals("RUNNING") ? "still " + shown(id) : "");
    return shown(id);
  }

  /** All that came of it, as text. */
  private String result(String id) {
    ObjectNode result = (ObjectNode) over(id).path("result");
    return result + "\n"
        + jdbc.sql("select string_agg(concat_ws('|', lead_id, side, cause, lacking, rules, outcome), E'\\n' order by side,"
        + " lead_id) from backtest_change where backtest_id = ?").param(id).query(String.class).single();
  }

  /** The same order once more, to be begun by the sweep. */
  private String again(String id) {
    String other = UUID.randomUUID().toString();
    jdbc.sql(
            """
            insert into backtest (backtest_id, asked, document, state, shards, leads, created_at, created_by_kind, created_by)
            select ?, asked, document, 'RUNNING', shards, leads, now(), created_by_kind, created_by
              from backtest where backtest_id = ?""")
        .params(other, id).update();
    return other;
  }

  @Test
  void killedInTheMiddleItGoesOnAndComesToTheSame() {
    String killed = begin();
    Waiting.until(SOON, () -> shown(killed).path("leadsDone").asInt() > 0 ? "" : "nothing is done yet");
    product.kill(Part.API);
    assertThat(jdbc.sql("select state from backtest where backtest_id = ?").param(killed).query(String.class).single())
        .as("killed in the middle").isEqualTo("RUNNING");
    int done = jdbc.sql("select sum(leads) from backtest_shard where backtest_id = ?").param(killed).query(Integer.class)
        .single();
    product.revive(Part.API);
    String came = result(killed);
    assertThat(shown(killed).at("/result/leads").asInt()).isEqualTo(LEADS * (COPIES + 1));
    assertThat(shown(killed).at("/result/sides/LOST").asInt()).as("the draft changes something").isPositive();
    assertThat(came).as("undisturbed").isEqualTo(result(again(killed)));
    System.out.println("Killed when " + done + " of " + shown(killed).path("leads") + " leads were done");
  }

  @Test
  void whateverDoorItIsStoppedByTheRecordAgrees() {
    try (Engine engine = new Engine(product)) {
      String ordered = begin();
      over(ordered);
      // While nobody works, so that neither is over before it is stopped.
      product.kill(Part.API);
      String signalled = again(ordered);
      run(engine, signalled).signalWithStart("stop", new Object[0], new Object[0]);
      String terminated = again(ordered);
      WorkflowStub run = run(engine, terminated);
      run.start();
      run.terminate("by hand");
      product.revive(Part.API);
      assertThat(over(signalled).path("state").asText()).isEqualTo("STOPPED");
      assertThat(over(terminated).path("state").asText()).isEqualTo("STOPPED");
    }
  }

  private static WorkflowStub run(Engine engine, String id) {
    return engine.client().newUntypedWorkflowStub("Backtest", WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.BACKTESTS).setWorkflowId(BacktestWorkflow.workflowId(id)).build());
  }

  @Test
  void theCommandFollowsItInAProcessOfItsOwn(@TempDir Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("out.json");
    Path err = folder.resolve("err.txt");
    Path csv = folder.resolve("changes.csv");
    ProcessBuilder command = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
        "dev.leadloop.api.LeadloopApplication", "backtest", draft(), "--server=" + product.api(), "--csv=" + csv);
    command.environment().put("LEADLOOP_KEY", Product.ADMIN_KEY);
    command.redirectOutput(new File(out.toString())).redirectError(new File(err.toString()));
    Process process = command.start();
    assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    assertThat(JSON.readTree(out.toFile()).path("leads").asInt()).isEqualTo(LEADS * (COPIES + 1));
    assertThat(Files.readString(err)).contains("[========================================]");
    assertThat(Files.readAllLines(csv)).hasSizeGreaterThan(1);
  }
}
