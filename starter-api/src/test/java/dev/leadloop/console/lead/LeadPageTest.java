package dev.leadloop.console.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeadPageTest extends DecidingApiTest {
  private static final Pattern SUM =
      Pattern.compile("Score (-?\\d+) = engagement (\\d+), negative (-?\\d+)(?:, given back by the floor (\\d+))?");

  private Browser person(Role role) throws Exception {
    Browser browser = new Browser(port);
    assertThat(browser.signIn("me", key(role)).statusCode()).isEqualTo(200);
    return browser;
  }

  /** A second rep, who owns nothing. */
  private Browser otherRep() throws Exception {
    key(Role.SALES);
    String key = key(Role.ADMIN);
    call("PUT", "/api/v1/reps/rep-idle", key,
        "{\"name\":\"Idle\",\"email\":\"idle@vendor.example\",\"team\":\"sales\",\"active\":false}", Map.of());
    String made =
        post("/api/v1/keys", key, "{\"name\":\"idle-" + System.nanoTime() + "\",\"role\":\"SALES\",\"repId\":\"rep-idle\"}")
            .text("key");
    Browser browser = new Browser(port);
    browser.signIn("idle", made);
    return browser;
  }

  private String stage(String lead) {
    return get("/api/v1/leads/" + lead, key(Role.ADMIN)).text("stage");
  }

  @Test
  void pageTellsStageScoreOwnerDeadlineAndStory() throws Exception {
    String lead = handedOver();
    String page = person(Role.MANAGER).open("/leads/" + lead).body();
    assertThat(page).contains("Marketing Director, Acme", ">Handed to sales<", "First (rep-1)", "Answer due", "What happens next",
        "Lead came in from webinar", "Handoff 1 offered to rep-1",
        "http://temporal.example/namespaces/leadloop/workflows/lead%2F" + lead);
    assertThat(page).contains("/leads/" + lead + "/accept", "/leads/" + lead + "/reject", "No budget");
    assertThat(person(Role.MARKETING).open("/leads/" + lead).body()).doesNotContain("/accept\"", "/reject\"");
  }

  @Test
  void pageAndWhyNameAllThatIsAskedAndThePageFromWhenToWhenItIsDue() throws Exception {
    String lead = handedOver();
    assertThat(why(lead)).contains("waits for the answer of rep-1; its requests: demo requested");
    jdbc.sql("update lead_status set progress = jsonb_set(jsonb_set(progress, '{handoff,trigger}', '\"score\"'), "
        + "'{handoff,slaClass}', '\"standard\"') where lead_id = :lead").param("lead", lead).update();
    Instant was = Instant.now().plusSeconds(30_000_000);
    jdbc.sql("update lead_status set progress = jsonb_set(progress, '{handoff,deadline}', to_jsonb(:was)) where lead_id = :lead")
        .param("was", was.toString()).param("lead", lead).update();
    asks(lead, "c1", "contact_sales", "Who could call us?");
    asks(lead, "c2", "pricing_requested", "And the price for <80>?");
    Element handoff = Jsoup.parse(person(Role.MANAGER).open("/leads/" + lead).body()).selectFirst(".handoff");
    assertThat(handoff.selectFirst("h2").text()).startsWith("Asked to be contacted");
    assertThat(handoff.text()).contains("Who could call us?", "Also asked: prices asked for", "And the price for <80>?",
        "By what it asks, the answer was due ", ", now ");
    assertThat(why(lead)).contains("its requests: asked to be contacted", "prices asked for");
  }

  private void asks(String lead, String id, String type, String words) {
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"" + id + "\",\"leadId\":\"" + lead
        + "\",\"type\":\"" + type + "\",\"properties\":{\"message\":\"" + words + "\"}}]}");
    decide(lead);
  }

  private String why(String lead) {
    return get("/api/v1/leads/" + lead + "/why", key(Role.MANAGER)).json().toString();
  }

  @Test
  void numbersOfThePageAddUp() throws Exception {
    Browser manager = person(Role.MANAGER);
    Random random = new Random(42);
    List<String> types =
        List.of("email_open", "email_click", "ebook_download", "careers_page_view", "session_start", "webinar_attended");
    int cut = 0;
    for (int n = 0; n < 6; n++) {
      String lead = n % 2 == 0 ? handedOver() : undesirable();
      StringBuilder events = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        events.append(i == 0 ? "" : ",").append("{\"eventId\":\"x").append(i).append("\",\"leadId\":\"").append(lead)
            .append("\",\"type\":\"").append(n == 0 ? "email_open" : types.get(random.nextInt(types.size())))
            .append("\",\"occurredAt\":\"")
            .append(Instant.now().minusSeconds(random.nextInt(n == 0 ? 90_000 : 9_000_000))).append("\"}");
      }
      post("/api/v1/events", key(Role.MARKETING), "{\"events\":[" + events + "]}");
      decide(lead);
      jdbc.sql("update signal set occurred_at = occurred_at - interval '9 days' where lead_id = :lead").param("lead", lead)
          .update();
      Document page = Jsoup.parse(manager.open("/leads/" + lead).body());
      Element why = page.selectFirst("section.scores");
      Element decided = why.selectFirst("details.decided");
      Element tile = page.selectFirst(".tile:has(span:containsOwn(Score))");
      assertThat(sum(decided.selectFirst("ul"))).as(why.text()).isEqualTo(number(decided.selectFirst("b").text()))
          .isEqualTo(Integer.parseInt(tile.selectFirst("b").text()));
      JsonNode told = get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json();
      List<Element> apart = why.select(".fall:has(h3)");
      List<String> shown = apart.stream().map(one -> one.selectFirst("h3").text().replaceAll(":.*", "")).toList();
      assertThat(List.of("Engagement", "Negative", "Fit", "Product use", "Account")).containsSubsequence(shown)
          .filteredOn(name -> told.path(name.replace(" use", "").toLowerCase(Locale.ROOT)).asInt() != 0)
          .isSubsetOf(shown);
      assertThat(why.select("tr.whole:has(th:containsOwn(Score)) td.number").text()).isEqualTo(told.path("score").asString());
      for (Element one : apart) {
        int points = Integer.parseInt(one.selectFirst("h3").text().replaceAll("^[^:]*: | \\(.*", ""));
        String layer = one.selectFirst("h3").text().replaceAll(":.*", "").replace(" use", "").toUpperCase(Locale.ROOT);
        assertThat(points).as(one.text()).isEqualTo(told.path(layer.toLowerCase(Locale.ROOT)).asInt());
        assertThat(one.select("td.fixed").stream().map(part -> new BigDecimal(part.text()))
            .reduce(BigDecimal.ZERO, BigDecimal::add))
            .as(one.text()).isEqualByComparingTo(BigDecimal.valueOf(points));
        List<String> rules = told.path("contributions").valueStream()
            .filter(part -> part.path("layer").asString().equals(layer) && part.path("base").asInt() != 0)
            .map(part -> "rule " + part.path("rule").asString()).distinct().toList();
        assertThat(rules).as("every rule of /score is named: " + one.text())
            .allSatisfy(rule -> assertThat(one.text()).contains(rule));
      }
      String total = why.selectFirst("p:has(b:containsOwn(Score))").text();
      Matcher sum = SUM.matcher(total);
      assertThat(sum.find()).as(total).isTrue();
      int floor = sum.group(4) == null ? 0 : Integer.parseInt(sum.group(4));
      assertThat(Integer.parseInt(sum.group(1)))
          .isEqualTo(Integer.parseInt(sum.group(2)) + Integer.parseInt(sum.group(3)) + floor)
          .isEqualTo(told.path("score").asInt());
      if (!sum.group(1).equals(tile.selectFirst("b").text())) {
        assertThat(tile.text()).contains(", " + sum.group(1) + " now");
      }
      cut += why.text().contains("gives no more than") ? 1 : 0;
      Element handoff = page.selectFirst("section.handoff div:has(> h3:containsOwn(Why now))");
      if (handoff != null) {
        assertThat(sum(handoff.select("ul").get(0))).as(handoff.text())
            .isEqualTo(Integer.parseInt(handoff.selectFirst("p:contains(Score) b").text()));
        String fit = handoff.selectFirst("p:matchesOwn(^Fit)").selectFirst("span.soft").text();
        assertThat(sum(handoff.select("ul").get(1))).as(handoff.text()).isEqualTo(Integer.parseInt(fit.replaceAll("[()]", "")));
      }
    }
    assertThat(cut).as("pages that name a cap").isPositive();
  }

  private String undesirable() {
    String lead = post("/api/v1/leads", key(Role.MARKETING),
            "{\"email\":\"u" + System.nanoTime() + "@mailinator.com\",\"title\":\"Student\",\"answers\":{\"need\":\"none\"}}")
        .text("leadId");
    decide(lead);
    return lead;
  }

  private static int sum(Element list) {
    return list.select("li").stream().mapToInt(item -> number(item.text())).sum();
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
  }

  @Test
  void repAcceptsWithTheRepsOwnKey() throws Exception {
    String lead = handedOver();
    HttpResponse<String> done = person(Role.SALES).send("/leads/" + lead, "/leads/" + lead + "/accept", Map.of("cycle", "1"));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("role=\"status\"", ">Accepted<", "First (rep-1)", "I was in touch");
    assertThat(count("select count(*) from handoff_cycle where ended_by = 'rep:rep-1' and lead_id = '" + lead + "'"))
        .isEqualTo(1);
  }

  @Test
  void marketingTakesAnUnansweredHandoffBack() throws Exception {
    String lead = handedOver();
    Browser marketing = person(Role.MARKETING);
    assertThat(marketing.open("/leads/" + lead).body()).contains("Take it back from sales");
    assertThat(person(Role.SALES).open("/leads/" + lead).body()).doesNotContain("Take it back from sales");
    HttpResponse<String> done =
        marketing.send("/leads/" + lead, "/leads/" + lead + "/withdraw", Map.of("cycle", "1", "reason", "duplicate"));
    assertThat(done.body()).contains("role=\"status\"", ">Nurturing<");
    HttpResponse<String> late = person(Role.SALES).send("/leads/" + lead, "/leads/" + lead + "/accept", Map.of("cycle", "1"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("withdrawn by marketing");
  }

  @Test
  void whatBecameOfTheLeadIsShownWithItsAmountAndReason() throws Exception {
    String lead = handedOver();
    Browser rep = person(Role.SALES);
    String path = "/leads/" + lead;
    rep.send(path, path + "/accept", Map.of("cycle", "1"));
    assertThat(rep.send(path, path + "/outcome", Map.of("result", "opportunity", "amount", "12.000", "currency", "EUR")).body())
        .contains("may mean 12000 or 12 and a fraction");
    assertThat(rep.send(path, path + "/outcome", Map.of("result", "opportunity", "amount", "12 000", "currency", "EUR")).body())
        .contains("Opportunity, 12000 EUR");
    assertThat(rep.send(path, path + "/outcome", Map.of("result", "lost", "reason", "other")).statusCode()).isEqualTo(422);
    assertThat(rep.send(path, path + "/outcome", Map.of("result", "lost", "reason", "no_budget")).body())
        .contains("Lost, 12000 EUR, No budget");
    assertThat(get("/api/v1/leads/" + lead, key(Role.ADMIN)).json().at("/deal/openedAt").asString("")).isNotEmpty();
    assertThat(
            jdbc.sql("select deal_amount || deal_currency || deal_result || deal_reason from lead_status where lead_id = :lead")
                .param("lead", lead).query(String.class).single())
        .isEqualTo("12000.0000EURLOSTno_budget");
  }

  @Test
  void theTimelineNamesWhoDidWhat() throws Exception {
    String lead = newLead();
    decide(lead);
    post("/api/v1/events", key(Role.ADMIN),
        "{\"events\":[{\"eventId\":\"cause\",\"leadId\":\"" + lead + "\",\"type\":\"demo_requested\"}]}");
    decide(lead);
    String page = person(Role.MANAGER).open("/leads/" + lead).body();
    assertThat(page).contains("the lead, as told by an administrator, key root").doesNotContain("· <span>an administrator");
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.MANAGER)).json().path("lines").valueStream()
            .filter(line -> line.path("what").asString().startsWith("Score is"))
            .map(line -> line.path("by").asString()))
        .isNotEmpty().containsOnly("system:leadloop");
  }

  @Test
  void whatASignalWasAboutIsToldBrieflyAndAsText() throws Exception {
    String lead = newLead();
    decide(lead);
    StringBuilder properties = new StringBuilder("\"count\":3,\"feature\":\"<b>dash</b>\",\"a\":\"2026-13-99 99:99 "
        + "UTC\",\"b\":\"");
    properties.append("x".repeat(500)).append('"');
    for (int i = 0; i < 10; i++) {
      properties.append(",\"more").append(i).append("\":").append(i);
    }
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"about\",\"leadId\":\"" + lead
        + "\",\"type\":\"feature_used\",\"properties\":{" + properties + "}}]}");
    decide(lead);
    String page = person(Role.MANAGER).open("/leads/" + lead).body();
    assertThat(page)
        .contains("; with a 2026-13-99 99:99 UTC, b " + "x".repeat(80) + "…, count 3, feature &lt;b&gt;dash&lt;/b&gt;, ",
        "and 6 more").doesNotContain("<b>dash", "x".repeat(81));
    JsonNode line = get("/api/v1/leads/" + lead + "/timeline", key(Role.MANAGER)).json().path("lines").valueStream()
        .filter(one -> one.path("entry").path("type").asString().equals("signal_recorded")).findFirst().orElseThrow();
    assertThat(line.path("what").asString()).contains("; with a 2026-13-99 99:99 UTC, b ", "and 6 more");
    assertThat(line.path("properties").size()).isEqualTo(14);
    assertThat(line.path("properties").path("count").asString()).isEqualTo("3");
  }

  @Test
  void anotherRepTakesAHandoffOver() throws Exception {
    String lead = handedOver();
    key(Role.SALES);
    String admin = key(Role.ADMIN);
    call("PUT", "/api/v1/reps/rep-eager", admin,
        "{\"name\":\"Eager\",\"email\":\"eager@vendor.example\",\"team\":\"sales\",\"active\":true}", Map.of());
    try {
      String key =
          post("/api/v1/keys", admin,
              "{\"name\":\"eager-" + System.nanoTime() + "\",\"role\":\"SALES\",\"repId\":\"rep-eager\"}").text("key");
      Browser eager = new Browser(port);
      eager.signIn("eager", key);
      assertThat(eager.open("/leads/" + lead).statusCode()).as("a rep sees a colleague's lead once it is the rep's")
          .isEqualTo(404);
      HttpResponse<String> done = eager.send("/leads", "/leads/" + lead + "/takeover", Map.of("cycle", "1"));
      assertThat(done.body()).contains("role=\"status\"", ">Accepted<", "Eager (rep-eager)");
      HttpResponse<String> late =
          person(Role.SALES).send("/leads", "/leads/" + lead + "/accept", Map.of("cycle", "1"));
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).contains("taken over by Eager (rep-eager)");
    } finally {
      call("PUT", "/api/v1/reps/rep-eager", admin,
          "{\"name\":\"Eager\",\"email\":\"eager@vendor.example\",\"team\":\"sales\",\"active\":false}", Map.of());
    }
  }

  @Test
  void repAnswersOnlyOwnHandoffs() throws Exception {
    String lead = handedOver();
    Browser other = otherRep();
    assertThat(other.open("/leads/" + lead).statusCode()).isEqualTo(404);
    HttpResponse<String> refused = other.send("/leads", "/leads/" + lead + "/accept", Map.of("cycle", "1"));
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("not known").doesNotContain("rep-1");
    assertThat(stage(lead)).isEqualTo("SQL");
  }

  @Test
  void loserOfTwoAnswersReadsWhoWon() throws Exception {
    String lead = handedOver();
    Browser manager = person(Role.MANAGER);
    assertThat(person(Role.SALES).send("/leads/" + lead, "/leads/" + lead + "/accept", Map.of("cycle", "1")).statusCode())
        .isEqualTo(200);
    HttpResponse<String> late =
        manager.send("/leads/" + lead, "/leads/" + lead + "/reject", Map.of("cycle", "1", "reason", "no_budget"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("role=\"alert\"", "accepted by First (rep-1)");
    assertThat(stage(lead)).isEqualTo("ACCEPTED");
  }

  @Test
  void rejectionNeedsAReasonAndItsNoteAndShowsBoth() throws Exception {
    String lead = handedOver();
    Browser rep = person(Role.SALES);
    String path = "/leads/" + lead;
    assertThat(rep.send(path, path + "/reject", Map.of("cycle", "1", "reason", "")).statusCode()).isEqualTo(400);
    assertThat(rep.send(path, path + "/reject", Map.of("cycle", "1", "reason", "other")).statusCode()).isEqualTo(422);
    assertThat(rep.send(path, path + "/return", Map.of("cycle", "1", "reason", "not_now", "until", "soon")).statusCode())
        .isEqualTo(400);
    assertThat(stage(lead)).isEqualTo("SQL");
    HttpResponse<String> done =
        rep.send(path, path + "/return",
            Map.of("cycle", "1", "reason", "not_now", "note", "Ask in spring", "until", "2099-03-01"));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("Ask in spring", ">Nurturing<", "Parked until Sun 1 Mar 2099, 00:00 ");
  }

  @Test
  void sameFormSentTwiceAnswersOnce() throws Exception {
    String lead = handedOver();
    Browser rep = person(Role.SALES);
    Map<String, String> form = Map.of("cycle", "1", "formId", "0f8fad5b-d9cb-469f-a165-70867728950e");
    for (int i = 0; i < 2; i++) {
      assertThat(rep.send("/leads/" + lead, "/leads/" + lead + "/accept", form).statusCode()).isEqualTo(200);
    }
    assertThat(count("select count(*) from inbox where kind = 'accept' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void answerWithoutAVerdictIsSaidToCountFromNow() throws Exception {
    String lead = handedOver();
    workflows.silent();
    HttpResponse<String> page =
        person(Role.SALES).send("/leads/" + lead, "/leads/" + lead + "/accept", Map.of("cycle", "1"));
    assertThat(page.body()).contains("recorded and counts from now", "Came in, not decided yet");
  }

  @Test
  void formWithoutItsTokenIsRefused() throws Exception {
    String lead = handedOver();
    HttpResponse<String> refused = person(Role.SALES).sendRaw("/leads/" + lead + "/accept", "cycle=1");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Nothing was changed", "<html");
    assertThat(stage(lead)).isEqualTo("SQL");
  }

  @Test
  void textOfALeadIsNeverMarkup() throws Exception {
    String lead = handedOver("<script>alert(1)</script>");
    for (String path : new String[] {"/leads/" + lead, "/leads"}) {
      HttpResponse<String> page = person(Role.MANAGER).open(path);
      assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script>");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
    }
  }

  @Test
  void listShowsCountsAndTheInboxOpenHandoffs() throws Exception {
    String lead = handedOver();
    String page = person(Role.SALES).open("/leads").body();
    assertThat(page).contains("/leads/" + lead, ">Handed to sales<");
    assertThat(person(Role.SALES).open("/inbox?lead=" + lead).body()).contains("/leads/" + lead);
    assertThat(person(Role.MANAGER).open("/leads?stage=WON").body()).contains("Leads: Won").doesNotContain("Newest leads");
  }

  @Test
  void listIsNarrowedToWhatMadeLeadsReadyAndCountsThem() throws Exception {
    String lead = handedOver();
    String other = newLead();
    Browser manager = person(Role.MANAGER);
    String asked = "/leads?qualifiedBy=asked%20for%20sales";
    Document all = Jsoup.parse(manager.open("/leads").body());
    Element chip = all.selectFirst("a.chip[href='" + asked + "']");
    Document narrowed = Jsoup.parse(manager.open(asked).body());
    assertThat(narrowed.text()).contains("Leads, ready as asked for sales", "Show all leads");
    assertThat(narrowed.select("tbody a[href='/leads/" + lead + "']")).isNotEmpty();
    assertThat(narrowed.select("tbody a[href='/leads/" + other + "']")).isEmpty();
    long tiles = narrowed.select("a.tile").stream().mapToLong(tile -> Long.parseLong(tile.selectFirst("b").text())).sum();
    assertThat(chip.text()).isEqualTo("asked for sales · " + tiles);
    String both = "/leads?stage=SQL&qualifiedBy=asked%20for%20sales";
    assertThat(narrowed.select("a.tile[href='" + both + "'] span").text()).isEqualTo("Handed to sales");
    assertThat(Jsoup.parse(manager.open(both).body()).select("main a[aria-current]").text()).startsWith("asked for sales · ");
    String body = get("/api/v1" + asked, key(Role.MANAGER)).body();
    assertThat(body).contains(lead).doesNotContain(other);
    assertThat(get("/api/v1/leads?qualifiedBy=PQL", key(Role.MANAGER)).body()).doesNotContain(lead);
  }

  @Test
  void whateverGoesWrongIsAPage() throws Exception {
    Browser manager = person(Role.MANAGER);
    HttpResponse<String> unknown = manager.open("/leads/nobody");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("<html").doesNotContain("GET /api");
    String lead = handedOver();
    database.gone = true;
    HttpResponse<String> away = manager.open("/leads/" + lead);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("<html");
  }
}
