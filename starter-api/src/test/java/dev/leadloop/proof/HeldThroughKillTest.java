package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.api.Browser;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.proof.Product.Layout;
import dev.leadloop.proof.Product.Part;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was answered lives through kill -9 of the process it was given to, or of the one that decides, and is not late by it. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldThroughKillTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  private Product product;
  private ProductClient admin;
  private JdbcClient jdbc;

  @BeforeAll
  void start(@TempDir Path folder) {
    Map<String, String> settings = new HashMap<>(Policies.given(folder, PolicyCatalog.starter().replace(
        "    answer-within: 5m\n    calendar: office\n", "    answer-within: 25s\n    calendar: always\n")));
    settings.put("leadloop.console.undo", "6s");
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

  private JsonNode handedOver(String batch, int n) {
    String lead = admin.post("/api/v1/leads", Map.of("email", Leads.email(batch, n), "company", "Example " + batch, "title",
        "Marketing Director", "companySize", 150, "industry", "software", "country", "US"), null).body().path("leadId").asText();
    admin.post("/api/v1/events", Map.of("events", List.of(
        Map.of("eventId", batch + "-" + n, "leadId", lead, "type", "demo_requested"))), null);
    return Waiting.patiently(SOON, () -> {
      JsonNode open = admin.get("/api/v1/handoffs?leadId=" + lead).body().at("/handoffs/0");
      if (open.isMissingNode()) {
        throw new IllegalStateException("not handed over yet");
      }
      return open;
    });
  }

  private Browser signedIn(String rep) throws Exception {
    String key = admin.post("/api/v1/keys", Map.of("name", rep + "-" + Leads.batch(), "role", "SALES", "repId", rep), null)
        .body().path("key").asText();
    Browser browser = new Browser(product.api().getPort());
    browser.signIn("me", key);
    return browser;
  }

  private int count(String sql, String lead) {
    return jdbc.sql(sql).param("lead", lead).query(Integer.class).single();
  }

  private void becomes(String lead, String stage) {
    Waiting.patiently(SOON, () -> {
      String now = admin.get("/api/v1/leads/" + lead).body().path("stage").asText();
      if (!now.equals(stage)) {
        throw new IllegalStateException("is in " + now);
      }
      return now;
    });
  }

  @Test
  void aHeldAnswerComesAboutOnceThoughThePageIsClosedAndTheProcessKilledAndATakenBackOneDoesNot() throws Exception {
    String batch = Leads.batch();
    JsonNode kept = handedOver(batch, 1);
    JsonNode undone = handedOver(batch, 2);
    String lead = kept.path("leadId").asText();
    String other = undone.path("leadId").asText();
    Browser first = signedIn(kept.path("owner").asText());
    Browser second = signedIn(undone.path("owner").asText());
    second.send("/inbox", "/inbox/" + other + "/accept", Map.of("cycle", "1"));
    String event = jdbc.sql("select event_id from inbox where lead_id = :lead and kind = 'accept'").param("lead", other)
        .query(String.class).single();
    second.send("/inbox", "/inbox/" + other + "/undo", Map.of("event", event));
    first.send("/inbox", "/inbox/" + lead + "/accept", Map.of("cycle", "1"));
    product.kill(Part.API);
    assertThat(count("select count(*) from inbox where lead_id = :lead and kind = 'accept' and decided_seq is null", lead))
        .as("killed while it was held").isEqualTo(1);
    product.revive(Part.API);
    becomes(lead, "ACCEPTED");
    assertThat(count("select count(*) from inbox where lead_id = :lead and kind = 'accept'", lead)).isEqualTo(1);
    assertThat(count("select count(*) from lifecycle_event where lead_id = :lead and type = 'cycle_ended'", lead)).isEqualTo(1);
    assertThat(count("select count(*) from inbox where lead_id = :lead and kind = 'accept'", other)).isZero();
    assertThat(admin.get("/api/v1/leads/" + other).body().path("stage").asText()).isEqualTo("SQL");
  }

  @Test
  void whoAnswersInTimeWhileNothingIsDecidedIsInTimeAndWhoDoesNotIsLate() {
    String batch = Leads.batch();
    Instant since = Instant.now();
    JsonNode second = handedOver(batch, 1);
    JsonNode first = handedOver(batch, 2);
    product.kill(Part.WORKER);
    assertThat(accept(first)).as("recorded, and not decided").isEqualTo(202);
    Instant deadline = Instant.parse(second.path("deadline").asText());
    Waiting.pause(Duration.between(Instant.now(), deadline.plusMillis(500)));
    assertThat(accept(second)).isEqualTo(202);
    Instant revived = Instant.now();
    Waiting.pause(Duration.between(revived, Instant.parse(first.path("deadline").asText())));
    product.revive(Part.WORKER);
    becomes(first.path("leadId").asText(), "ACCEPTED");
    becomes(second.path("leadId").asText(), "ACCEPTED");
    assertThat(ended(first)).as("given in time").isBefore(Instant.parse(first.path("deadline").asText()));
    assertThat(ended(second)).as("given after the deadline").isBetween(deadline, revived);
    JsonNode attainment = admin.get("/api/v1/measures/sla-attainment?from=" + since).body().at("/whole");
    assertThat(attainment.path("count").asInt()).isEqualTo(2);
    assertThat(attainment.path("reached").asInt()).as(attainment.toString()).isEqualTo(1);
  }

  private int accept(JsonNode handoff) {
    return admin.post("/api/v1/leads/" + handoff.path("leadId").asText() + "/accept",
        Map.of("cycle", handoff.path("cycle").asInt()), null).status();
  }

  private Instant ended(JsonNode handoff) {
    return jdbc.sql("select ended_at from handoff_cycle where lead_id = :lead").param("lead", handoff.path("leadId").asText())
        .query(Timestamp.class).single().toInstant();
  }
}
