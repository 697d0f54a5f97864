package dev.leadloop.console.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.dryrun.SimulationStore;
import dev.leadloop.dryrun.Simulations;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A dry run as somebody of marketing orders and reads it. */
class DryRunPagesTest extends DecidingApiTest {
  private static final String LOWER =
      PolicyCatalog.starter().replace("{ by: score, score: 60, fit: 25 }", "{ by: score, score: 20, fit: 25 }");

  @Autowired private Simulations simulations;
  @Autowired private SimulationStore store;
  private Browser browser;

  @BeforeEach
  void signIn() throws Exception {
    browser = new Browser(port);
    browser.signIn("", key(Role.MARKETING));
  }

  private Document page(String path) throws Exception {
    HttpResponse<String> answer = browser.open(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private String looked() {
    String lead = post("/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + UUID.randomUUID() + "@played.example\",\"title\":\"CEO\",\"companySize\":200,\"country\":\"DE\","
            + "\"company\":\"Otter & Sons\",\"source\":\"fair\"}").text("leadId");
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"" + UUID.randomUUID() + "\",\"leadId\":\"" + lead
        + "\",\"type\":\"pricing_page_view\"}]}");
    decide(lead);
    return lead;
  }

  private String draft() {
    return call("POST", "/api/v1/policies/drafts", key(Role.MARKETING), LOWER, Map.of("Content-Type", "application/yaml"))
        .text("draftId");
  }

  private void play() throws InterruptedException {
    for (int i = 0; i < 300 && store.open() > 0; i++) {
      simulations.next();
      Thread.sleep(20);
    }
    assertThat(store.open()).isZero();
  }

  private static String end(HttpResponse<String> answer) {
    String path = answer.uri().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void whatADraftChangesIsShownWithTheLeadsByNameAndWhy() throws Exception {
    String lead = looked();
    String draft = draft();
    HttpResponse<String> begun = browser.send("/simulations", "/simulations",
        Map.of("policy", draft, "against", "1", "who", "all", "days", "30", "seed", "5", "sales", "never"));
    assertThat(begun.statusCode()).isEqualTo(200);
    String id = end(begun);
    play();
    Document page = page("/simulations/" + id);
    assertThat(page.select("h1").text()).isEqualTo("Dry run of draft " + draft);
    assertThat(page.select("main > .head").text()).contains("30 days", "compared with version 1", "sales never answers",
        "seed 5");
    assertThat(page.select("section[aria-labelledby=changes-title] tr:has(a[href=/leads/" + lead + "])").text())
        .contains("Otter & Sons", "becomes MQL", "25 of 20", "score came to 25 of 60");
    assertThat(page.select("section[aria-labelledby=leads-title] a[href=/leads/" + lead + "]").text()).isEqualTo("Otter & Sons");
    assertThat(page.select("section[aria-labelledby=rests-title] li")).hasSizeGreaterThan(3);
    assertThat(page.select("#day-bars tr[data-drawn]")).isNotEmpty();
    assertThat(page.select("main").text()).doesNotContain("??");
    for (String table : new String[] {"changes", "leads", "days", "reps"}) {
      HttpResponse<String> file = browser.open("/simulations/" + id + "/" + table + ".csv");
      assertThat(file.headers().firstValue("content-type").orElse("")).as(table).startsWith("text/csv");
    }
    assertThat(browser.open("/simulations/" + id + "/leads.csv").body()).contains(lead);
    assertThat(browser.open("/simulations/" + id + "/none.csv").statusCode()).isEqualTo(404);
    assertThat(browser.open("/simulations.csv").body()).contains(id + ",draft " + draft + ",version 1,all,30,never,done");
    assertThat(page("/simulations").select("a[href=/simulations/" + id + "]").text()).isEqualTo("draft " + draft);
  }

  @Test
  void whatCannotBePlayedIsToldAndTheFormStaysAsItWas() throws Exception {
    HttpResponse<String> refused = browser.send("/simulations", "/simulations",
        Map.of("policy", "1", "who", "segment", "segment", "fact: nothing", "days", "44", "sales", "in-time"));
    assertThat(refused.statusCode()).isEqualTo(400);
    Document page = Jsoup.parse(refused.body());
    assertThat(page.select("[role=alert]").text()).contains("'segment' cannot be used");
    assertThat(page.select("#days").val()).isEqualTo("44");
    assertThat(page.select("#segment").text()).isEqualTo("fact: nothing");
    for (Map<String, String> wrong : List.of(Map.of("days", "many"), Map.of("days", "9999"), Map.of("who", "file"),
        Map.of("who", "segment"), Map.of("policy", "d99999"), Map.of("sales", "sometimes"))) {
      assertThat(browser.send("/simulations", "/simulations", wrong).statusCode()).as(wrong.toString()).isEqualTo(400);
    }
  }

  @Test
  void aRunThatWaitsShowsHowFarItIsAndIsStopped() throws Exception {
    looked();
    HttpResponse<String> begun = browser.send("/simulations", "/simulations",
        Map.of("who", "segment", "segment", "fact: country\nin: [DE]"));
    String id = end(begun);
    HttpResponse<String> stopped = browser.send("/simulations/" + id, "/simulations/" + id + "/stop", Map.of());
    assertThat(stopped.statusCode()).isEqualTo(200);
    assertThat(store.find(id).orElseThrow().state()).isIn(Simulation.State.STOPPED, Simulation.State.DONE);
    assertThat(browser.open("/simulations/none").statusCode()).isEqualTo(404);
  }

  @Test
  void beforeADraftIsPublishedBothTrialsStandBesideItsButton() throws Exception {
    looked();
    String draft = draft();
    assertThat(page("/policies").select("#" + draft + " [hx-get=/policies/drafts/" + draft + "/what-if]")).hasSize(1);
    assertThat(page("/policies/drafts/" + draft + "/what-if").select(".what-if").text()).contains("Nobody has tried it yet.");
    browser.send("/policies", "/policies/drafts/" + draft + "/what-if", Map.of());
    play();
    Document page = page("/policies/drafts/" + draft + "/what-if");
    assertThat(page.select("#what-if-" + draft + " a[href^=/simulations/]")).hasSize(1);
    assertThat(page.select("#what-if-" + draft + " a[href^=/backtests/]")).hasSize(1);
    assertThat(page.select(".what-if").text()).contains("Leads that change sides", "Backtest: what it would have done");
    assertThat(page.select("main").text()).doesNotContain("??").doesNotContain("of the draft before it was changed");
    assertThat(browser.open("/policies/drafts/d99999/what-if").statusCode()).isEqualTo(404);
  }
}
