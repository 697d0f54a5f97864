package dev.leadloop.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.FoundFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.security.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A lead that comes to sales by each way there is, through to the record, the page and the lists. */
class ReadyByEachWayTest extends DecidingApiTest {
  @Autowired private InboxStore inbox;
  @Autowired private TransactionTemplate transaction;

  private String starter = "";
  private int events;

  @BeforeEach
  void easierWays() throws Exception {
    starter = new ClassPathResource("policies/starter.yaml").getContentAsString(StandardCharsets.UTF_8);
    publish(starter
        .replace("- { by: score, score: 120, fit: 40 }", "- { by: score, score: 61, fit: 40 }")
        .replace("- { by: product, product: 80, fit: 40 }",
            "- { by: product, product: 45, fit: 40 }\n    - { by: account, account: 80, people-active: 2, fit: 40 }"));
  }

  @AfterEach
  void theStarterAgain() {
    publish(starter);
  }

  private void publish(String document) {
    assertThat(call("POST", "/api/v1/policies", key(Role.ADMIN), document, Map.of("Content-Type", "application/yaml")).status())
        .isLessThan(300);
  }

  private String director() {
    return lead("\"title\":\"Marketing Director\",\"companySize\":150,\"industry\":\"software\",\"country\":\"US\"");
  }

  private String lead(String facts) {
    String lead = post("/api/v1/leads", key(Role.MARKETING),
            "{\"email\":\"way-" + UUID.randomUUID() + "@ways.example\"," + facts + "}")
        .text("leadId");
    decide(lead);
    return lead;
  }

  private void does(String lead, String... types) {
    for (String type : types) {
      String[] parts = type.split(" ");
      post("/api/v1/events", key(Role.MARKETING),
          "{\"events\":[{\"eventId\":\"way" + ++events + "\",\"leadId\":\"" + lead + "\",\"type\":\"" + parts[0] + "\""
              + (parts.length == 1 ? "" : ",\"properties\":{\"feature\":\"" + parts[1] + "\"}") + "}]}");
      decide(lead);
    }
  }

  private void told(String lead) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    inbox.append(InboxRow.called(new LeadId(lead), "told" + ++events, "account", now, Principal.SYSTEM,
        new EventBody.AccountTold("acc", new AccountEvidence(2, List.of("it"),
            List.of(new AccountEvidence.Asked("pricing_page_view", now)), List.of(), now))));
    decide(lead);
  }

  /** The record of the lead, once page and list were held against it. */
  private JsonNode told(String lead, String way, String called, String words) throws Exception {
    JsonNode record = get("/api/v1/leads/" + lead + "/handoff", key(Role.MANAGER)).json();
    assertThat(record.at("/ready/way").asString()).isEqualTo(way);
    assertThat(record.at("/ready/called").asString("")).isEqualTo(called);
    assertThat(record.at("/ready/text").asString()).startsWith(words);
    record.at("/ready/numbers").forEach(number ->
        assertThat(record.at("/ready/text").asString()).contains(number.path("number").asString() + " "
            + number.path("reached").asInt() + " of " + number.path("asked").asInt() + " asked"));
    Document page = page("/leads/" + lead);
    assertThat(page.selectFirst("section.handoff").text()).contains("Qualified: " + record.at("/ready/text").asString());
    assertThat(page.selectFirst("section.handoff").text())
        .contains("Ask: " + record.at("/next/question").asString(), "(" + record.at("/next/because").asString() + ";");
    JsonNode listed = get("/api/v1/leads?limit=200", key(Role.MANAGER)).json().path("leads").valueStream()
        .filter(one -> one.path("leadId").asString().equals(lead)).findFirst().orElseThrow();
    assertThat(listed.path("product").asInt()).isEqualTo(record.at("/scoreThen/product").asInt());
    assertThat(listed.path("account").asInt()).isEqualTo(record.at("/scoreThen/account").asInt());
    String as = way.equals("REQUEST") ? "asked for sales" : way.equals("REVIEW") ? "judged ready" : called;
    assertThat(listed.path("qualifiedBy").asString("")).isEqualTo(as);
    assertThat(get("/api/v1/leads/" + lead, key(Role.MANAGER)).json().path("qualifiedBy").asString("")).isEqualTo(as);
    JsonNode handoffs = get("/api/v1/handoffs?state=all&leadId=" + lead, key(Role.MANAGER)).json().path("handoffs");
    assertThat(handoffs).isNotEmpty().allSatisfy(one -> assertThat(one.path("qualifiedBy").asString("")).isEqualTo(as));
    Element row = page("/leads?columns=score-ready").selectFirst("tr:has(a[href=/leads/" + lead + "])");
    assertThat(row.select("td").get(2).text()).isEqualTo(as);
    assertThat(page.text()).contains("Ready as" + as);
    String label = record.at("/trigger/label").asString();
    assertThat(label).hasSizeLessThan(100);
    assertThat(label.startsWith(called + ", ")).isEqualTo(called.equals("PQL") || called.equals("MQA"));
    String score = row.select("td").get(1).text();
    assertThat(score).startsWith(listed.path("score").asInt() + " " + listed.path("grade").asString());
    assertThat(score).contains("(" + as + ")");
    assertThat(score.contains("product use " + listed.path("product").asInt())).isEqualTo(listed.path("product").asInt() > 0);
    return record;
  }

  private Document page(String path) throws Exception {
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    return Jsoup.parse(manager.open(path).body());
  }

  @Test
  void byItsScore() throws Exception {
    String lead = director();
    does(lead, "pricing_page_view", "webinar_attended", "ebook_download", "calculator_used");
    JsonNode record = told(lead, "SCORE", "MQL", "by its score: score ");
    assertThat(record.at("/scoreThen/engagement").asInt() + record.at("/scoreThen/negative").asInt())
        .isEqualTo(record.at("/scoreThen/score").asInt());
  }

  @Test
  void byUseOfTheProduct() throws Exception {
    String lead = director();
    assertThat(page("/leads/" + lead).text())
        .contains("by its score: score 0 of 60", "by its product use (PQL): product use 0 of 40",
            "through its company (MQA): account 0 of 80, people active 0 of 2");
    assertThat(get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json().at("/outlook/goals/1/ways").size()).isEqualTo(3);
    does(lead, "trial_started", "product_event invite", "product_event invite", "product_event invite");
    JsonNode record = told(lead, "PRODUCT", "PQL", "by its product use (PQL): product use ");
    assertThat(record.at("/product/then").asInt()).isGreaterThanOrEqualTo(45);
    assertThat(page("/leads/" + lead).selectFirst("section.handoff").text())
        .contains("Product use " + record.at("/product/then").asInt() + " when handed over", "Trial started +20");
    does(lead, "product_event", "product_event export");
    assertThat(get("/api/v1/leads/" + lead + "/handoff", key(Role.MANAGER)).json().path("deeds").valueStream()
            .map(deed -> deed.path("label").asString() + " x" + deed.path("times").asInt()))
        .as("by the rule for what it was about")
        .contains("colleague invited x3", "product used x2", "trial started x1");
  }

  @Test
  void throughItsCompany() throws Exception {
    String lead = director();
    told(lead);
    JsonNode record = told(lead, "ACCOUNT", "MQA",
        "through its company (MQA): account 80 of 80 asked, people active 2 of 2 asked");
    assertThat(record.at("/account/now").asInt()).isEqualTo(80);
    assertThat(page("/leads/" + lead).selectFirst("section.handoff").text())
        .contains("Company 80 when handed over", "Two people active +40");
  }

  @Test
  void byItsOwnRequestAndByAPerson() throws Exception {
    String asking = director();
    does(asking, "demo_requested");
    told(asking, "REQUEST", "", "It asked for sales itself: fit ");
    String misfit = lead("\"title\":\"Intern\"");
    does(misfit, "demo_requested");
    Element waits = page("/leads/attention").selectFirst("#reviews li:has(a[href='/leads/" + misfit + "'])");
    assertThat(waits.text()).contains("asked by 'demo requested'");
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).json().path("losses").findValuesAsString("cause"))
        .contains("REVIEW_WAITS");
    assertThat(post("/api/v1/leads/" + misfit + "/review", key(Role.MANAGER), "{\"order\":\"qualify\"}").status()).isEqualTo(200);
    told(misfit, "REVIEW", "", "A manager judged it ready: score ");
    assertThat(page("/leads/attention").select("#reviews a[href='/leads/" + misfit + "']")).as("it waits no more").isEmpty();
  }

  @Test
  void whatWasFoundIsMarkedWithItsSourceAndTimeThenAndNow() throws Exception {
    String lead = lead("\"title\":\"Marketing Director\",\"country\":\"US\"");
    Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
    FoundFacts found = new FoundFacts(jdbc, inbox, Clock.systemUTC());
    transaction.executeWithoutResult(status -> found.hold(List.of(new LeadId(lead))).forEach(held -> found.take(
        held, new FoundFacts.Answer("file", before, Map.of("companySize", "120", "answers.budget", "approved")), false)));
    does(lead, "demo_requested");
    JsonNode score = get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json();
    List<JsonNode> bySize = score.path("contributions").valueStream()
        .filter(part -> part.path("facts").valueStream().anyMatch(fact -> fact.path("fact").asString().equals("companySize")))
        .toList();
    assertThat(bySize).isNotEmpty().allSatisfy(part -> {
      JsonNode fact = part.path("facts").valueStream().filter(one -> one.path("fact").asString().equals("companySize"))
          .findFirst().orElseThrow();
      assertThat(fact.path("value").asString()).isEqualTo("120");
      assertThat(fact.path("source").asString()).isEqualTo("enrichment:file");
      assertThat(Instant.parse(fact.path("since").asString())).isAfterOrEqualTo(before);
    });
    assertThat(score.path("contributions").valueStream()
            .flatMap(part -> part.path("facts").valueStream()).filter(fact -> fact.path("fact").asString().equals("title")))
        .isNotEmpty().allSatisfy(fact -> assertThat(fact.path("source").asString()).startsWith("intake by "));
    assertThat(get("/api/v1/leads/" + lead + "/score?at=" + before, key(Role.MANAGER)).json().path("facts").valueStream()
            .map(fact -> fact.path("fact").asString()))
        .contains("title").doesNotContain("companySize", "answers.budget");
    JsonNode record = get("/api/v1/leads/" + lead + "/handoff", key(Role.MANAGER)).json();
    assertThat(record.path("found").valueStream()
            .map(fact -> fact.path("fact").asString() + " " + fact.path("source").asString()))
        .containsExactly("answers.budget enrichment:file", "companySize enrichment:file");
    assertThat(record.at("/bant/0/standing").asString()).as("nobody said so").isEqualTo("HINT");
    assertThat(record.at("/fit/reasons").toString()).contains("(company size found by file) +");
    assertThat(page("/leads/" + lead).selectFirst("section.handoff").text())
        .contains("Not said by them, but found", "Budget approved: found by file", "Company size 120: found by file");
  }
}
