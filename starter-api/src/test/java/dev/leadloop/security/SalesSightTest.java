package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.security.AccessTable.Reach;
import dev.leadloop.security.AccessTable.Rule;
import dev.leadloop.view.SightStore;
import dev.leadloop.worker.start.StartFailure;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What a rep can learn of a lead that is not the rep's, by every call and page there is. */
@TestPropertySource(properties = "spring.application.name=sight") // The inbox shows the first of many.
class SalesSightTest extends DecidingApiTest {
  private static final String UNKNOWN = "0000-no-such-lead";
  private static final Map<ApiKeys, String> OTHERS = new ConcurrentHashMap<>();

  private String other = "";

  private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void anotherRep() {
    key(Role.SALES);
    teams.save(new TeamStore.Team("sales", "Sales", null, null));
    putBack();
    other = OTHERS.computeIfAbsent(keys, made -> made.create("rep-two", Role.SALES, "rep-two", KeyHolder.PERSON).key());
  }

  /** Other tests of this server hand leads to the first rep and to nobody else. */
  @AfterEach
  void putBack() {
    database.gone = false;
    first(true);
    reps.all().stream().filter(rep -> !rep.id().equals("rep-1") && rep.active() && rep.id().startsWith("rep-"))
        .forEach(rep -> rep(rep.id(), rep.team(), false, rep.manager()));
    rep("rep-two", "sales", false, false);
  }

  private void first(boolean active) {
    reps.save(new RepStore.Rep("rep-1", "First", "rep1@vendor.example", "sales", false, active, null, null, RepStore.Work.FULL));
  }

  private void rep(String id, String team, boolean active, boolean manager) {
    if (teams.all().stream().noneMatch(known -> known.id().equals(team))) {
      teams.save(new TeamStore.Team(team, team, null, null));
    }
    reps.save(new RepStore.Rep(id, id, id + "@vendor.example", team, manager, active, null, null, RepStore.Work.FULL));
  }

  /** A lead whose every field holds the word, handed to whoever takes leads now. */
  private String personalLead() {
    String lead =
        post(
                "/api/v1/leads",
                key(Role.MARKETING),
                """
                {"email":"%1$s@person.example","firstName":"F%1$s","lastName":"L%1$s","company":"C%1$s",
                 "title":"Marketing Director","companySize":150,"industry":"software","country":"US","source":"S%1$s",
                 "answers":{"budget":"A%1$s"},
                 "consent":{"status":"given","where":"https://p.example/%1$s","wording":"W%1$s"}}"""
                    .formatted(word))
            .text("leadId");
    decide(lead);
    post(
        "/api/v1/events",
        key(Role.MARKETING),
        ("{\"events\":[{\"eventId\":\"e%1$s\",\"leadId\":\"%2$s\",\"type\":\"pricing_page_view\","
                + "\"properties\":{\"page\":\"/%1$s\"}},"
                + "{\"eventId\":\"d%1$s\",\"leadId\":\"%2$s\",\"type\":\"demo_requested\"}]}")
            .formatted(word, lead));
    decide(lead);
    return lead;
  }

  private Answer make(Rule rule, String lead, String key) {
    String path = rule.pattern().replace("{id}", lead).replace("{eventId}", "answer-none");
    String body =
        rule.method().name().equals("GET")
            ? null
            : "{\"reason\":\"no_budget\",\"result\":\"won\",\"until\":\"2099-01-01T00:00:00Z\",\"note\":\"n\"}";
    if (body != null) {
      body = path.endsWith("accept") || path.endsWith("takeover") || path.endsWith("resume") ? "{}"
          : path.endsWith("contact") ? "{\"note\":\"n\"}"
          : path.endsWith("outcome") ? "{\"result\":\"won\"}"
          : path.endsWith("snooze") ? "{\"until\":\"2099-01-01T00:00:00Z\"}"
          : path.endsWith("pause") ? "{\"reason\":\"waiting_for_lead\"}"
          : "{\"reason\":\"no_budget\"}";
    }
    return call(rule.method().name(), path, key, body, Map.of());
  }

  private static Stream<Rule> about(List<Rule> rules) {
    return rules.stream().filter(rule -> rule.roles().contains(Role.SALES) && rule.pattern().contains("{id}"));
  }

  private static String withoutPlace(Answer answer) {
    return answer.body().replaceAll("\"instance\":\"[^\"]*\"", "");
  }

  @Test
  void everyCallAboutAnotherRepsLeadIsAnsweredAsIfThereWereNone() {
    String lead = personalLead();
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{}").status()).isEqualTo(200);
    int rows = count("select count(*) from inbox");
    List<String> wrong = new ArrayList<>();
    about(AccessTable.rules()).forEach(
        rule -> {
          Answer refused = make(rule, lead, other);
          Answer unknown = make(rule, UNKNOWN, other);
          if (refused.status() != 404 || !withoutPlace(refused).equals(withoutPlace(unknown))
              || !refused.problem().equals("unknown-lead")) {
            wrong.add(rule.method() + " " + rule.pattern() + " -> " + refused.status() + " " + refused.body());
          }
          if (rule.method().name().equals("GET")
              && call("HEAD", rule.pattern().replace("{id}", lead).replace("{eventId}", "x"), other, null, Map.of())
              .status() != 404) {
            wrong.add("HEAD " + rule.pattern());
          }
        });
    assertThat(about(AccessTable.rules()).count()).isGreaterThan(12);
    assertThat(wrong).isEmpty();
    assertThat(count("select count(*) from inbox")).as("nothing was recorded").isEqualTo(rows);
  }

  @Test
  void everyPageOfAnotherRepsLeadIsThePageOfAnUnknownOne() throws Exception {
    String lead = personalLead();
    post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{}");
    String mail = mailed(lead, "<p>" + word);
    Browser person = new Browser(port);
    person.signIn("", other);
    List<String> wrong = new ArrayList<>();
    for (Rule rule : about(AccessTable.pages()).toList()) {
      HttpResponse<String> refused = open(person, rule, lead, mail);
      HttpResponse<String> unknown = open(person, rule, UNKNOWN, mail);
      if (refused.statusCode() != 404 || !page(refused).equals(page(unknown)) || !refused.body().contains("<html")) {
        wrong.add(rule.method() + " " + rule.pattern() + " -> " + refused.statusCode());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(person.open("/leads").body()).doesNotContain(word, lead);
  }

  @Test
  void everyListAndItsExportHoldsTheOwnersLeadForTheOwnerAlone() throws Exception {
    String lead = personalLead();
    Browser person = new Browser(port);
    person.signIn("", other);
    Browser owner = new Browser(port);
    owner.signIn("", key(Role.SALES));
    List<String> told = new ArrayList<>();
    List<String> exported = new ArrayList<>();
    for (Rule rule : AccessTable.pages()) {
      boolean list = rule.method().name().equals("GET") && rule.roles().contains(Role.SALES) && !rule.pattern().contains("{")
          && !rule.pattern().endsWith("/events");
      String shown = list ? person.open(rule.pattern()).body() : "";
      if (shown.contains(word) || shown.contains(lead)) {
        told.add(rule.pattern());
      }
      if (list && owner.open(rule.pattern()).body().contains(lead)) {
        exported.add(rule.pattern());
      }
    }
    assertThat(told).isEmpty();
    assertThat(exported).contains("/inbox", "/inbox.csv", "/leads", "/leads/export");
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{}").status()).isEqualTo(200);
    assertThat(owner.open("/inbox/mine.csv").body()).contains(lead);
    assertThat(person.open("/inbox/mine.csv").body()).doesNotContain(lead, word);
  }

  private static String page(HttpResponse<String> response) {
    return response.body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  private static HttpResponse<String> open(Browser person, Rule rule, String lead, String mail) throws Exception {
    String path = rule.pattern().replace("{id}", lead).replace("{mail}", mail);
    return rule.method().name().equals("GET")
        ? person.open(path)
        : person.send("/leads", path, Map.of("reason", "no_budget", "result", "won", "untilTime", "2099-01-01T00:00"));
  }

  @Test
  void nothingOfTheLeadIsInAnyAnswerToAnotherRepByTheDescriptionAndTheOwnerReadsIt() {
    String lead = personalLead();
    String before = jdbc.sql("select md5(string_agg(i::text, '' order by row_id)) from inbox i").query(String.class).single();
    List<String> told = new ArrayList<>();
    int[] calls = {0};
    for (String key : List.of(other, key(Role.SALES))) {
      get("/v3/api-docs", NO_KEY).json().path("paths").properties().forEach(
          path ->
              path.getValue().propertyNames().stream()
                  .filter(method -> method.equals("get") || !path.getKey().contains("{id}"))
                  .forEach(
                      method -> {
                        String address =
                            path.getKey().replace("{id}", lead).replace("{version}", "1").replaceAll("\\{[a-zA-Z]+}", "none");
                        Answer answer =
                            call(method.toUpperCase(Locale.ROOT), address, key, method.equals("get") ? null : "{}", Map.of());
                        calls[0]++;
                        if (answer.body().contains(word)
                            || answer.body().contains(lead) && !answer.body().contains("\"instance\"")) {
                          told.add((key.equals(other) ? "other: " : "owner: ") + path.getKey());
                        }
                      }));
    }
    assertThat(calls[0]).isGreaterThan(100);
    assertThat(told).noneMatch(line -> line.startsWith("other"));
    assertThat(told)
        .contains(
            "owner: /api/v1/leads/{id}", "owner: /api/v1/leads/{id}/handoff", "owner: /api/v1/leads/{id}/consent",
            "owner: /api/v1/leads/{id}/timeline", "owner: /api/v1/leads", "owner: /api/v1/handoffs");
    assertThat(jdbc.sql("select md5(string_agg(i::text, '' order by row_id)) from inbox i").query(String.class).single())
        .isEqualTo(before);
    for (String search : List.of("email=" + word + "@person.example", "owner=rep-1", "stage=SQL")) {
      assertThat(get("/api/v1/leads?" + search, other).body()).as(search).doesNotContain(word, lead);
    }
    for (String search : List.of("state=all", "owner=rep-1", "leadId=" + lead)) {
      assertThat(get("/api/v1/handoffs?" + search, other).body()).as(search).doesNotContain(word, lead);
    }
  }

  @Test
  void leadThatNobodyWasGivenIsSeenByNoRep() {
    String lead = newLead();
    decide(lead);
    assertThat(get("/api/v1/leads/" + lead, key(Role.SALES)).status()).isEqualTo(404);
    for (Role role : List.of(Role.MARKETING, Role.MANAGER, Role.ADMIN)) {
      assertThat(get("/api/v1/leads/" + lead, key(role)).status()).isEqualTo(200);
    }
  }

  @Test
  void leadInTheQueueIsSeenByEveryRepUntilOneTakesIt() {
    first(false);
    String lead = personalLead();
    assertThat(get("/api/v1/leads/" + lead, key(Role.MANAGER)).text("owner")).isEqualTo("sales-managers");
    for (String rep : List.of(other, key(Role.SALES))) {
      assertThat(get("/api/v1/leads/" + lead, rep).status()).isEqualTo(200);
      assertThat(get("/api/v1/handoffs", rep).body()).contains(lead);
      assertThat(get("/api/v1/leads?owner=sales-managers", rep).body()).contains(lead);
    }
    assertThat(post("/api/v1/leads/" + lead + "/accept", other, "{}").status()).isEqualTo(200);
    assertThat(get("/api/v1/leads/" + lead, other).status()).isEqualTo(200);
    assertThat(get("/api/v1/leads/" + lead, key(Role.SALES)).status()).isEqualTo(404);
    assertThat(get("/api/v1/handoffs?state=all", key(Role.SALES)).body()).doesNotContain(lead);
  }

  @Test
  void leadThatCameBackFromARepStaysThatRepsToLookAtUntilAnotherHasIt() throws Exception {
    String lead = personalLead();
    Browser person = new Browser(port);
    person.signIn("", key(Role.SALES));
    HttpResponse<String> done =
        person.send("/leads/" + lead, "/leads/" + lead + "/reject", Map.of("cycle", "1", "reason", "no_budget"));
    assertThat(done.uri().getPath()).isEqualTo("/leads/" + lead);
    assertThat(done.body()).contains("role=\"status\"", ">Nurturing<");
    assertThat(get("/api/v1/leads/" + lead, other).status()).isEqualTo(404);
  }

  @Test
  void repWhoLostALeadIsToldWhoHasItAndNothingElse() throws Exception {
    String lead = personalLead();
    rep("rep-two", "sales", true, false);
    assertThat(post("/api/v1/leads/" + lead + "/reassign", key(Role.MANAGER), "{\"toRep\":\"rep-two\"}").status()).isEqualTo(200);
    assertThat(get("/api/v1/leads/" + lead, key(Role.SALES)).status()).isEqualTo(404);
    Answer late = post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{\"cycle\":1}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("detail")).contains("reassigned");
    assertThat(late.body()).doesNotContain(word);
    Browser person = new Browser(port);
    person.signIn("", key(Role.SALES));
    HttpResponse<String> page = person.send("/leads", "/leads/" + lead + "/accept", Map.of("cycle", "1"));
    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("reassigned").doesNotContain(word);
    assertThat(get("/api/v1/handoffs?state=past", key(Role.SALES)).body()).as("the rep's own past").contains(lead);
  }

  @Test
  void colleagueTakesAWaitingHandoffOverAndSeesTheLeadFromThenOn() {
    String lead = personalLead();
    rep("rep-two", "sales", true, false);
    assertThat(get("/api/v1/leads/" + lead, other).status()).isEqualTo(404);
    assertThat(post("/api/v1/leads/" + lead + "/takeover", other, "{}").status()).isEqualTo(200);
    assertThat(get("/api/v1/leads/" + lead, other).body()).contains(word);
    assertThat(post("/api/v1/leads/" + lead + "/takeover", key(Role.SALES), "{}").status()).as("told who has it").isEqualTo(409);
  }

  @Test
  void teamSeesTogetherWhereTheSettingSaysSoAndItsManagerDoesAnyway() {
    String lead = personalLead();
    rep("rep-elsewhere", "elsewhere", false, false);
    rep("rep-boss", "sales", true, true);
    rep("rep-boss-elsewhere", "elsewhere", true, true);
    SightStore store = new SightStore(jdbc);
    for (String reach : List.of("own", "team", "TEAM", " all ")) {
      LeadSight sight = new LeadSight(store, reach);
      boolean team = reach.equalsIgnoreCase("team");
      boolean all = reach.contains("all");
      assertThat(sees(sight, "rep-1", lead)).isTrue();
      assertThat(sees(sight, "rep-boss", lead)).isTrue();
      assertThat(sees(sight, "rep-two", lead)).as(reach).isEqualTo(team || all);
      assertThat(sees(sight, "rep-elsewhere", lead)).as(reach).isEqualTo(all);
      assertThat(sees(sight, "rep-boss-elsewhere", lead)).as(reach).isEqualTo(all);
      assertThat(sight.sees(new Caller("m", Role.MARKETING, null, KeyHolder.PERSON), lead)).isTrue();
      assertThat(sight.sees(new Caller("m", Role.MARKETING, null, KeyHolder.PERSON), UNKNOWN)).isFalse();
    }
    assertThatThrownBy(() -> new LeadSight(store, "some"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("leadloop.sales.sees")
        .hasMessageContaining("own, team, all");
  }

  private static boolean sees(LeadSight sight, String rep, String lead) {
    return sight.sees(new Caller(rep, Role.SALES, rep, KeyHolder.PERSON), lead);
  }

  @Test
  void noLineOfTheTableIsOpenToRepsWithoutSayingHowFarTheyReach() {
    assertThat(
            Stream.concat(AccessTable.rules().stream(), AccessTable.pages().stream())
                .filter(rule -> rule.roles().contains(Role.SALES) == (rule.reach() == Reach.CLOSED)))
        .isEmpty();
    assertThat(about(AccessTable.rules()).filter(rule -> rule.reach() == Reach.NO_LEAD || rule.reach() == Reach.CUT_LIST))
        .isEmpty();
    assertThatThrownBy(
            () -> new Rule(org.springframework.http.HttpMethod.GET, "/new", java.util.EnumSet.of(Role.SALES), Reach.CLOSED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsShownAndItIsSaid() {
    String lead = personalLead();
    String rep = key(Role.SALES);
    assertThat(get("/api/v1/leads/" + lead, rep).status()).isEqualTo(200);
    database.gone = true;
    Answer away = get("/api/v1/leads/" + lead, rep);
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.body()).doesNotContain(word);
  }

  @Test
  void whoReadsTheListOfRepsLearnsNothingOfLeads() {
    personalLead();
    for (String path : List.of("/api/v1/reps", "/api/v1/teams", "/api/v1/account-owners")) {
      JsonNode answer = get(path, other).json();
      assertThat(answer.toString()).as(path).doesNotContain(word);
    }
  }
}
