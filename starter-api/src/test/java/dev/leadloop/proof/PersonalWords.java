package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A life in which every text that a caller may write holds a word of its own, and the search for those words. */
final class PersonalWords {
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> words = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  /** A new word, to be searched for. */
  String next(String field) {
    String word = field + run + words.size() + "x";
    words.add(word);
    return word;
  }

  private String address(String field) {
    return next(field) + "@person.example";
  }

  /** From the first touch to a lost deal; returns the lead. */
  String live(ProductClient client) {
    Map<String, Object> person = new LinkedHashMap<>(Map.of(
        "email", address("mail"), "firstName", next("first"), "lastName", next("last"), "title",
        "Marketing Director " + next("title"),
        "company", "Example Company", "companySize", 150, "industry", "software", "country", "DE",
        "source", "Told by " + address("source"), "campaign", next("campaign")));
    person.put("content", next("content"));
    person.put("channel", next("channel"));
    person.put("system", "crm");
    person.put("externalId", next("external"));
    person.put("answers", Map.of("budget", next("answer")));
    person.put("consent", Map.of("status", "given", "where", "https://p.example/" + next("where"), "wording", next("wording")));
    String lead = client.post("/api/v1/leads", person, address("key")).body().path("leadId").asText();
    person.put("source", next("source") + " second");
    assertThat(client.post("/api/v1/leads", person, address("key")).status()).isEqualTo(202);
    refuse(client, lead, "nurture", Map.of("sequence", next("sequence")));
    for (String type : List.of("pricing_page_view", "demo_requested")) {
      Map<String, Object> event = Map.of(
          "eventId", address("event"), "leadId", lead, "type", type, "properties", Map.of("page", "/" + next("page")));
      assertThat(client.post("/api/v1/events", Map.of("events", List.of(event)), null).status()).isEqualTo(202);
    }
    withSales(client, lead);
    refuse(client, lead, "reassign", Map.of("toRep", next("rep")));
    refuse(client, lead, "reject", Map.of("reason", next("reason"), "note", next("note")));
    refuse(client, lead, "sla/pause", Map.of("reason", next("pause"), "note", next("note")));
    answer(client, lead, "accept", Map.of("note", next("note")));
    answer(client, lead, "contact", Map.of("note", next("note")));
    answer(client, lead, "outcome", Map.of("result", "opportunity", "amount", 100, "currency", "EUR", "note", next("note")));
    answer(client, lead, "outcome", Map.of("result", "lost", "reason", "no_budget", "note", next("note")));
    client.post("/api/v1/suppressions", Map.of("email", person.get("email"), "reason", "asked_by_" + next("asked")), null);
    client.post("/api/v1/suppressions/lift", Map.of("email", person.get("email"), "reason", next("lifted")), null);
    return lead;
  }

  private static void withSales(ProductClient client, String lead) {
    Waiting.until(Duration.ofSeconds(60), () ->
        client.get("/api/v1/leads/" + lead).body().path("stage").asText().equals("SQL") ? "" : "not with sales");
  }

  /** A handoff that marketing takes back in words of its own, and an answer that comes too late. */
  void takenBack(ProductClient client) {
    Map<String, Object> person = Map.of(
        "email", address("mail"), "company", next("company") + "@person.example", "title", "Marketing Director", "companySize",
        150,
        "industry", "software", "country", "DE");
    String lead = client.post("/api/v1/leads", person, null).body().path("leadId").asText();
    Map<String, Object> asks = Map.of("eventId", address("event"), "leadId", lead, "type", "demo_requested");
    assertThat(client.post("/api/v1/events", Map.of("events", List.of(asks)), null).status()).isEqualTo(202);
    withSales(client, lead);
    answer(client, lead, "withdraw", Map.of("cycle", 1, "reason", next("taken"), "note", next("note")));
    refuse(client, lead, "accept", Map.of("cycle", 1, "note", next("note")));
  }

  /** A file in whose name, constants, cells and faulty row there are words. */
  void imported(ProductClient client) {
    String mapping = """
        {"system": "crm", "columns": {"Id": "externalId", "E-Mail": "email", "Name": "lastName", "City": "answers.city"},
         "constants": {"source": "Told by %s", "campaign": "%s"},
         "signals": [{"type": "ebook_download", "when": {"column": "Book", "equals": "Yes"}}]}"""
        .formatted(next("told"), next("spring"));
    String csv = "Id,E-Mail,Name,City,Book\n%s,%s,%s,%s,Yes\n,%s is no address,x,x,No\n"
        .formatted(next("id"), address("row"), next("name"), next("city"), next("fault"));
    String query = "?name=" + next("file") + ".csv&mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8);
    ProductClient.Answer staged = client.postCsv("/api/v1/imports" + query, csv);
    assertThat(staged.status()).as(staged.body().toString()).isEqualTo(202);
    String address = "/api/v1/imports/" + staged.body().path("importId").asText();
    Waiting.until(Duration.ofSeconds(60), () -> {
      ProductClient.Answer now = client.get(address);
      return now.body().path("created").asInt() == 1 && now.body().path("failed").asInt() == 1 ? "" : now.body().toString();
    });
  }

  /** A campaign whose segment names a person. */
  void campaign(ProductClient client) {
    Map<String, Object> segment = Map.of("fact", "company", "in", List.of(next("segment")));
    ProductClient.Answer started = client.post(
        "/api/v1/campaigns", Map.of("id", "words-" + run, "sequence", "recycle-general", "segment", segment), null);
    assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
  }

  private void answer(ProductClient client, String lead, String order, Map<String, ?> body) {
    ProductClient.Answer answer = client.post("/api/v1/leads/" + lead + "/" + order, body, address("key"));
    assertThat(answer.status()).as(order + " " + answer.body()).isIn(200, 202);
  }

  private void refuse(ProductClient client, String lead, String order, Map<String, ?> body) {
    ProductClient.Answer answer = client.post("/api/v1/leads/" + lead + "/" + order, body, address("key"));
    assertThat(answer.status()).as(order + " " + answer.body()).isIn(202, 409, 422);
    refused.add(order);
  }

  /** All that Temporal keeps of each workflow, as text: its history, its memo, its search attributes and what is pending. */
  Map<String, String> searched(WorkflowClient client) {
    Map<String, String> kept = new LinkedHashMap<>();
    client.listExecutions("").forEach(run -> {
      String id = run.getExecution().getWorkflowId();
      DescribeWorkflowExecutionRequest described = DescribeWorkflowExecutionRequest.newBuilder()
          .setNamespace(Product.NAMESPACE).setExecution(run.getExecution()).build();
      String text = TextFormat.printer().escapingNonAscii(false).printToString(
              client.fetchHistory(id, run.getExecution().getRunId()).getHistory())
          + TextFormat.printer().printToString(
              client.getWorkflowServiceStubs().blockingStub().describeWorkflowExecution(described))
          + TextFormat.printer().printToString(run.getWorkflowExecutionInfo());
      kept.merge(id, text, String::concat);
    });
    return kept;
  }

  /** Those of a person; the others name campaigns, files, and what people of ours mistook for a name of ours. */
  List<String> ofThePerson() {
    return words.stream()
        .filter(word -> !word.matches(
            "(source|campaign|content|channel|file|told|spring|sequence|rep|reason|pause|asked|key|fault).*"))
        .toList();
  }

  /** Which words are where. */
  List<String> foundIn(Map<String, String> kept) {
    List<String> found = new ArrayList<>();
    kept.forEach((id, text) -> words.stream().filter(text::contains).forEach(word -> found.add(word + " in " + id)));
    return found;
  }

  /** The words that came in by no door at all: a search for them would prove nothing. */
  List<String> inTheRecord(JdbcClient record) {
    String all = String.join("\n", record.sql("""
        select l::text from lead l union all select i::text from inbox i union all select t::text from touch t
        union all select c::text from consent_record c union all select n::text from lead_identity n
        union all select a::text from address_event a union all select c::text from campaign c
        union all select s::text from lifecycle_event s union all select j::text from import_job j
        union all select r::text from import_row r""").query(String.class).list());
    return words.stream().filter(word -> !word.startsWith("key") && !word.startsWith("planted") && !all.contains(word)).toList();
  }
}
