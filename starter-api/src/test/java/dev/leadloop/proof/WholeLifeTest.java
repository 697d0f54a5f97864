package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.proof.Product.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One life from the first touch to the won deal, by HTTP, on the real servers, with seconds for hours. */
@Tag("chaos")
class WholeLifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Acknowledged acknowledged = new Acknowledged();
  private ProductClient client;
  private String lead;
  private int said;

  @Test
  void leadIsNurturedHandedOverEscalatedReassignedAndWon(@TempDir Path folder) {
    try (Product product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, Policies.demo(folder))) {
      product.start();
      client = new ProductClient(product.api(), Product.ADMIN_KEY);
      SalesTeam.open(client);
      live();
      JdbcClient record = JdbcClient.create(product.database());
      assertThat(stages(record)).containsExactly(
          "NURTURING>MQL", "MQL>SQL", "SQL>ACCEPTED", "ACCEPTED>OPPORTUNITY", "OPPORTUNITY>WON");
      assertThat(times(record, "rung_fired")).as("rungs of the ladder").isGreaterThanOrEqualTo(4);
      assertThat(times(record, "cycle_opened")).as("handoffs").isEqualTo(2);
      assertThat(times(record, "step_sent")).as("nurture mails").isGreaterThanOrEqualTo(2);
      try (Engine engine = new Engine(product)) {
        assertThat(engine.client().newUntypedWorkflowStub("lead/" + lead).getResult(String.class)).isEqualTo("WON");
        RecordAudit audit = new RecordAudit(product.database(), engine.client(), product.home().resolve("outbox"));
        assertThat(audit.findings(acknowledged)).isEmpty();
      }
    }
  }

  private void live() {
    lead = client.post("/api/v1/leads", Map.of(
        "email", "director@example.com", "firstName", "Sam", "company", "Example Harbour Software",
        "title", "Marketing Director", "companySize", 150, "industry", "software", "country", "DE"), "first-touch")
        .body().path("leadId").asText();
    acknowledged.lead(lead, "director@example.com");
    happens("ebook_download");
    until("two nurture mails", found -> mails() >= 2);
    happens("webinar_attended");
    happens("pricing_page_view");
    happens("pricing_page_view");
    until("MQL", found -> stage(found).equals("MQL"));
    happens("demo_requested");
    String first = until("handed over", found -> stage(found).equals("SQL")).path("owner").asText();
    until("offered to another rep", found -> found.path("cycle").asInt() == 2
        && !found.path("owner").asText().equals(first));
    answer("accept", Map.of("cycle", 2));
    answer("contact", Map.of());
    answer("outcome", Map.of("result", "opportunity", "amount", 18000, "currency", "EUR"));
    answer("outcome", Map.of("result", "won"));
  }

  private void happens(String type) {
    String eventId = "signal-" + ++said;
    client.post("/api/v1/events",
        Map.of("events", List.of(Map.of("eventId", eventId, "leadId", lead, "type", type))), null);
    acknowledged.signal(lead, eventId, type);
  }

  private void answer(String kind, Map<String, ?> body) {
    String key = kind + "-" + ++said;
    ProductClient.Answer answer = client.post("/api/v1/leads/" + lead + "/" + kind, body, key);
    assertThat(answer.status()).as("%s: %s", kind, answer.body()).isEqualTo(200);
    acknowledged.answer(lead, answer.body().path("eventId").asText(), answer.status());
  }

  private long mails() {
    return client.get("/api/v1/leads/" + lead + "/timeline?limit=200").body().findValuesAsText("type").stream()
        .filter("step_sent"::equals).count();
  }

  private JsonNode until(String what, Predicate<JsonNode> holds) {
    JsonNode[] found = new JsonNode[1];
    Waiting.until(PATIENCE, () -> {
      found[0] = client.get("/api/v1/leads/" + lead).body();
      return holds.test(found[0]) ? "" : "not yet " + what + ": " + found[0];
    });
    return found[0];
  }

  private static String stage(JsonNode found) {
    return found.path("stage").asText();
  }

  private List<String> stages(JdbcClient record) {
    return record.sql("""
        select (entry ->> 'from') || '>' || (entry ->> 'to') from lifecycle_event
         where lead_id = ? and type = 'stage_changed' order by seq, n""").param(lead).query(String.class).list();
  }

  private int times(JdbcClient record, String type) {
    return record.sql("select count(*) from lifecycle_event where lead_id = ? and type = ?")
        .params(lead, type).query(Integer.class).single();
  }
}
