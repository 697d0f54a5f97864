package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.leadloop.proof.Product.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lines that TEMPORAL.md shows to people who use Temporal's own tools, run as they stand there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemporalToolTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private Product product;
  private ProductClient client;
  private JdbcClient record;
  private ShownLines shown;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, Map.of());
    try {
      product.start();
    } catch (AssertionError failed) {
      boolean noTool = String.valueOf(failed.getMessage()).contains("the temporal tool is neither on PATH");
      assumeFalse(noTool && System.getenv("CI") == null, "needs the temporal tool, which cannot be had here");
      throw failed;
    }
    client = new ProductClient(product.api(), Product.ADMIN_KEY);
    SalesTeam.open(client);
    record = JdbcClient.create(product.database());
    shown = ShownLines.under("## From Temporal's own tools", product);
  }

  @AfterAll
  void stop() {
    product.close();
  }

  @Test
  void startServesAKnownLeadThatIsNotRunning() {
    String lead = lead();
    shown.run("temporal workflow terminate --namespace leadloop --workflow-id lead/<leadId>", lead);
    assertThat(shown.runLineWith("workflow start", lead).exitCode()).isZero();
    String view = shown.run(
        "temporal workflow query --namespace leadloop --workflow-id lead/<leadId> --type view", lead).output();
    assertThat(view).contains("NURTURING");
  }

  @Test
  void signalWithStartOfStartNurtureServesAnyKnownLead() {
    String running = lead();
    String ended = lead();
    shown.run("temporal workflow terminate --namespace leadloop --workflow-id lead/<leadId>", ended);
    for (String lead : List.of(running, ended)) {
      assertThat(shown.runLineWith("signal-with-start", lead).exitCode()).isZero();
      awaitDecided(lead, "nurture_ordered", 1);
    }
  }

  @Test
  void unknownIdFailsWithAClearMessage() {
    for (String line : List.of("workflow start", "signal-with-start")) {
      String nobody = "nobody-" + line.hashCode();
      shown.runLineWith(line, nobody);
      String result = shown.run(
          "temporal workflow result --namespace leadloop --workflow-id lead/<leadId>", nobody).output();
      assertThat(result).contains("There is no lead '" + nobody + "'").contains("POST /api/v1/leads");
    }
  }

  @Test
  void engagementAndAcceptShowInTheHistoryAndASecondAnswerIsRefusedInTheRecord() {
    String lead = lead();
    assertThat(shown.runLineWith("--name engagement", lead).exitCode()).isZero();
    awaitDecided(lead, "signal", 1);
    shown.run(shown.lineWith("--name engagement").replace("pricing_page_view", "demo_requested"), lead);
    awaitStage(lead, "SQL");
    assertThat(shown.runLineWith("--name accept", lead).exitCode()).isZero();
    awaitStage(lead, "ACCEPTED");
    assertThat(shown.runLineWith("--name reject", lead).exitCode()).isZero();
    awaitDecided(lead, "reject", 1);
    assertThat(verdictApplied(lead, "reject")).isFalse();
    assertThat(journal(lead)).contains("order_refused");
    assertThat(client.get("/api/v1/leads/" + lead + "/timeline").body().toString()).contains("refused");
    String history = shown.runLineWith("workflow show", lead).output();
    assertThat(history).contains("WorkflowExecutionSignaled");
    String json = shown.run(shown.lineWith("workflow show") + " --output json", lead).output();
    assertThat(json).contains("\"engagement\"").contains("\"accept\"").contains("\"reject\"");
  }

  @Test
  void rejectTakesTheLeadBackIntoNurture() {
    String lead = lead();
    shown.run(shown.lineWith("--name engagement").replace("pricing_page_view", "demo_requested"), lead);
    awaitStage(lead, "SQL");
    assertThat(shown.runLineWith("--name reject", lead).exitCode()).isZero();
    awaitStage(lead, "NURTURING");
    assertThat(verdictApplied(lead, "reject")).isTrue();
    assertThat(journal(lead)).contains("recycled");
  }

  @Test
  void campaignStartedByHandBeginsItsSequenceAndListensToItsSignals() {
    String lead = lead();
    String start = shown.lineWith("--type Campaign");
    assertThat(shown.run(start, lead).exitCode()).isZero();
    awaitDecided(lead, "nurture_ordered", 1);
    assertThat(shown.runLineWith("--type progress", lead).output()).contains("told");
    String slow = start.replace("autumn", "slow").replace("\"ratePerMinute\":60", "\"ratePerMinute\":1");
    lead();
    lead();
    assertThat(shown.run(slow.replace("recycle-general", "recycle-budget"), lead).exitCode()).isZero();
    assertThat(shown.run(shown.lineWith("--name pause").replace("autumn", "slow"), lead).exitCode()).isZero();
    Waiting.until(SOON, () -> record.sql("select state from campaign where campaign_id = 'slow'")
        .query(String.class).optional().orElse("none").equals("PAUSED") ? "" : "not paused");
    shown.run(start.replace("campaign/autumn", "autumn"), lead);
    assertThat(shown.run("temporal workflow result --namespace leadloop --workflow-id autumn", lead).output())
        .contains("A Campaign workflow's id is 'campaign/<name>'");
  }

  @Test
  void rolloutStartedByHandIsDoneWhereNobodyIsLeft() {
    String lead = lead();
    assertThat(shown.run(shown.lineWith("--type PolicyRollout"), lead).exitCode()).isZero();
    Waiting.until(SOON, () -> record.sql("select state from rollout where version = 1")
        .query(String.class).optional().orElse("none").equals("DONE") ? "" : "not done");
  }

  /** People put addresses and names into every field that takes a text; a word of its own stands for them in each. */
  @Test
  void nothingThatACallerWroteOfAPersonIsInAnyHistoryOrList() {
    PersonalWords words = new PersonalWords();
    String lead = words.live(client);
    awaitStage(lead, "LOST");
    words.takenBack(client);
    words.imported(client);
    words.campaign(client);
    Waiting.until(SOON, () -> record.sql("select count(*) from campaign where state = 'DONE' and campaign_id like 'words-%'")
        .query(Integer.class).single() == 1 ? "" : "the campaign is not done");
    try (Engine engine = new Engine(product)) {
      Map<String, String> kept = words.searched(engine.client());
      assertThat(kept.keySet()).anyMatch(id -> id.equals("lead/" + lead)).anyMatch(id -> id.startsWith("campaign/words-"))
          .anyMatch(id -> id.startsWith("import/"));
      assertThat(words.foundIn(kept)).isEmpty();
      // The search itself: what somebody writes into Temporal is there.
      String planted = words.next("planted");
      engine.client().newUntypedWorkflowStub("lead/" + lead)
          .signal("engagement", Map.of("type", "page_view", "eventId", planted));
      assertThat(words.foundIn(words.searched(engine.client()))).hasSize(1).first().asString().contains(planted);
    } finally {
      assertThat(words.inTheRecord(record)).as("the words did come in").isEmpty();
    }
  }

  private String lead() {
    Map<String, Object> body = Map.of(
        "email", Leads.email(Leads.batch(), 0), "firstName", "Sam", "company", "Example Company",
        "title", "Marketing Director", "companySize", 150, "industry", "software", "country", "DE");
    String lead = client.post("/api/v1/leads", body, null).body().path("leadId").asText();
    awaitStage(lead, "NURTURING");
    return lead;
  }

  private void awaitStage(String lead, String stage) {
    Waiting.until(SOON, () -> {
      String found = record.sql("select stage from lead_status where lead_id = ?").param(lead)
          .query(String.class).optional().orElse("undecided");
      return found.equals(stage) ? "" : "lead is " + found + ", not " + stage;
    });
  }

  private void awaitDecided(String lead, String kind, int times) {
    Waiting.until(SOON, () -> {
      int found = record.sql(
              "select count(*) from inbox where lead_id = ? and kind = ? and decided_seq is not null and failed is null")
          .params(lead, kind).query(Integer.class).single();
      return found == times ? "" : found + " decided " + kind + ", not " + times;
    });
  }

  private boolean verdictApplied(String lead, String kind) {
    return record.sql("select (verdict ->> 'applied')::boolean from inbox where lead_id = ? and kind = ?")
        .params(lead, kind).query(Boolean.class).single();
  }

  private List<String> journal(String lead) {
    return record.sql("select type from lifecycle_event where lead_id = ?").param(lead).query(String.class).list();
  }
}
