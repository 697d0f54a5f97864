package dev.leadloop.api.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.api.ProblemWords;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** However a lead stands, it is said why mail comes or does not, and why sales has it or not; it publishes policies. */
@TestPropertySource(properties = "leadloop.email.company=Acme")
class WhyTest extends DecidingApiTest {
  private static final Set<String> OF_MAIL =
      Set.of("nurtured", "rolled-out", "sequence-paused", "sending-hours", "no-sequence", "suppressed", "withheld", "no-address",
      "parked",
          "mail-held",
          "no-consent", "handed-over", "queued", "closed");
  private static final Set<String> OF_SALES =
      Set.of("below-threshold", "not-crossed", "parked", "cool-down", "review", "handed-over", "queued", "closed");

  @Autowired private PolicyCatalog policies;

  @BeforeEach
  void leadsLiveByTheStarterPolicy() {
    policies.publish(PolicyCatalog.starter() + "\n# " + UUID.randomUUID(), "test");
  }

  @AfterEach
  void nothingIsPaused() {
    jdbc.sql("update sequence_pause set resumed_at = now(), resumed_by = 'test' where resumed_at is null").update();
  }

  private int publish(String from, String to) {
    String policy = PolicyCatalog.starter();
    assertThat(policy).contains(from);
    return policies.publish(policy.replace(from, to) + "\n# " + UUID.randomUUID(), "test").version();
  }

  private JsonNode why(String lead) {
    JsonNode because = get("/api/v1/leads/" + lead + "/why", key(Role.MANAGER)).json().path("because");
    assertThat(because.isArray()).isTrue();
    return because;
  }

  private List<String> codes(String lead) {
    return why(lead).valueStream().map(one -> one.path("code").asString()).toList();
  }

  private String nurtured() {
    String lead = newLead();
    decide(lead);
    return lead;
  }

  private String after(String... calls) {
    String lead = handedOver();
    for (String call : calls) {
      String[] parts = call.split(" ", 2);
      Answer answer = post("/api/v1/leads/" + lead + "/" + parts[0], key(Role.MANAGER), parts[1]);
      assertThat(answer.status()).as(call + ": " + answer.body()).isEqualTo(200);
    }
    return lead;
  }

  @Test
  void mailThatARuleWithholdsIsToldInTheSameWordsEverywhereAndIsNoSuppression() throws Exception {
    publish("    when: { fact: emailKind, in: student }\n",
        "    when: { fact: emailKind, in: student }\n    leads-to: suppress\n");
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"sam-" + UUID.randomUUID() + "@cs.mit.edu\"}")
        .text("leadId");
    decide(lead);
    String words = "o nurture mail by the policy: student address";
    JsonNode told = get("/api/v1/leads/" + lead, key(Role.MANAGER)).json();
    assertThat(told.path("withheld").asString()).isEqualTo("student address");
    assertThat(told.path("suppressed").isNull()).isTrue();
    assertThat(why(lead).valueStream().filter(one -> one.path("code").asString().equals("withheld")))
        .singleElement().satisfies(one -> assertThat(one.path("text").asString()).startsWith("N" + words));
    assertThat(codes(lead)).doesNotContain("suppressed", "no-sequence", "nurtured");
    Answer refused = post("/api/v1/leads/" + lead + "/nurture", key(Role.MARKETING), "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("withheld");
    assertThat(refused.body()).contains("the lead gets n" + words);
    Browser manager = new Browser(port);
    manager.signIn("me", key(Role.MANAGER));
    String page = manager.open("/leads/" + lead).body();
    assertThat(page).contains("N" + words, "It gets n" + words)
        .doesNotContain("suppressed", "may not be mailed", "none has begun");
    jdbc.sql("insert into address (email_key, suppressed) select email_key, 'asked_by_phone' from lead where lead_id = :lead"
        + " on conflict (email_key) do update set suppressed = excluded.suppressed").param("lead", lead).update();
    assertThat(codes(lead)).contains("suppressed", "withheld");
  }

  @Test
  void noStateLeavesAQuestionOpen() throws Exception {
    Map<String, Supplier<String>> lives = new LinkedHashMap<>();
    lives.put("new", this::newLead);
    lives.put("nurtured", this::nurtured);
    lives.put("without an address", () -> {
      String lead = post("/api/v1/leads", key(Role.MARKETING),
          "{\"system\":\"crm\",\"externalId\":\"" + UUID.randomUUID() + "\"}").text("leadId");
      decide(lead);
      return lead;
    });
    lives.put("suppressed", () -> {
      String address = UUID.randomUUID() + "@acme.example";
      String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\"}").text("leadId");
      decide(lead);
      post("/api/v1/suppressions", key(Role.MARKETING), "{\"email\":\"" + address + "\",\"reason\":\"unsubscribed\"}");
      decide(lead);
      return lead;
    });
    lives.put("handed over", this::handedOver);
    lives.put("answer time paused", () -> after("sla/pause {\"reason\":\"waiting_for_lead\"}"));
    lives.put("parked", () -> after("reject {\"reason\":\"no_budget\"}"));
    lives.put("given back at once", () -> after("reject {\"reason\":\"no_need\"}"));
    lives.put("in review", () -> after("reject {\"reason\":\"other\",\"note\":\"odd\"}"));
    lives.put("withdrawn", () -> after("withdraw {\"reason\":\"mistake\"}"));
    lives.put("disqualified", () -> after("reject {\"reason\":\"student\"}"));
    lives.put("accepted", () -> after("accept {}"));
    lives.put("contacted", () -> after("accept {}", "contact {}"));
    lives.put("opportunity", () -> after("accept {}", "outcome {\"result\":\"opportunity\"}"));
    lives.put("won", () -> after("accept {}", "outcome {\"result\":\"won\"}"));
    lives.put("lost", () -> after("accept {}", "outcome {\"result\":\"lost\",\"reason\":\"no_budget\"}"));
    lives.put("recycled", () -> after("accept {}", "outcome {\"result\":\"recycled\",\"reason\":\"no_need\"}"));
    lives.put("reopened", () -> after("reject {\"reason\":\"student\"}", "reopen {\"reason\":\"came_back\"}"));
    Browser boss = new Browser(port);
    boss.signIn("boss", key(Role.MANAGER));
    for (Map.Entry<String, Supplier<String>> life : lives.entrySet()) {
      String lead = life.getValue().get();
      List<String> codes = codes(lead);
      assertThat(codes).as(life.getKey()).isNotEmpty();
      if (!life.getKey().equals("new")) {
        assertThat(codes).as("mail: " + life.getKey()).containsAnyElementsOf(OF_MAIL);
        assertThat(codes).as("sales: " + life.getKey()).containsAnyElementsOf(OF_SALES);
      }
      why(lead).forEach(one ->
          assertThat(ProblemWords.faultsOf(one.path("text").asString())).as(life.getKey() + ": " + one).isEmpty());
      assertThat(boss.open("/leads/" + lead).statusCode()).as(life.getKey()).isEqualTo(200);
    }
  }

  @Test
  void aPausedSequenceSaysWhoPausedItAndWhy() {
    String lead = nurtured();
    assertThat(codes(lead)).contains("nurtured").doesNotContain("sequence-paused");
    post("/api/v1/sequences/nurture/pause", key(Role.MARKETING), "{\"why\":\"wrong price\"}");
    assertThat(why(lead).toString()).contains("sequence-paused", "marketing", "wrong price");
    post("/api/v1/sequences/nurture/resume", key(Role.MARKETING), "{}");
    assertThat(codes(lead)).doesNotContain("sequence-paused");
  }

  @Test
  void hoursThatMovedAMailAreNamedWithBothTimes() {
    String closedToday = java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(3).getDayOfWeek().name().substring(0, 3)
        .toLowerCase(java.util.Locale.ROOT);
    publish(hours(), "  hours:\n    " + closedToday + ": [\"09:00-09:01\"]\n");
    String lead = nurtured();
    assertThat(why(lead).toString()).contains("sending-hours", "The mail 'the guide' waits from ", "outside sending hours");
  }

  /** The rule decides: neither its hour nor a stage alone says that no mail goes, or why the life ended. */
  @Test
  void aRuleThatWithholdsMailOrClosesTheLeadIsAllThatIsSaid() throws Exception {
    String closedToday = java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(3).getDayOfWeek().name().substring(0, 3)
        .toLowerCase(java.util.Locale.ROOT);
    String rule = "  below:\n    - { id: none, engagement: 5, leads-to: suppress, label: too little interest }\n  # before:\n";
    String moved = "  hours:\n    " + closedToday + ": [\"09:00-09:01\"]\n";
    policies.publish(PolicyCatalog.starter().replace(hours(), moved) + "\n# " + UUID.randomUUID(), "test");
    String withheld = nurtured();
    assertThat(codes(withheld)).as("the control").contains("sending-hours").doesNotContain("withheld");
    policies.publish(
        PolicyCatalog.starter().replace(hours(), moved).replace("  # below:\n", rule) + "\n# " + UUID.randomUUID(), "test");
    String resting = nurtured();
    assertThat(why(resting).toString()).contains("No nurture mail by the policy: too little interest")
        .doesNotContain("sending-hours", "waits from");
    Browser manager = new Browser(port);
    manager.signIn("me", key(Role.MANAGER));
    assertThat(lineOf(manager, resting)).contains("withheld");
    assertThat(lineOf(manager, withheld)).doesNotContain("withheld", "parked");
    JsonNode listed = get("/api/v1/leads?limit=1", key(Role.MANAGER)).json().at("/leads/0");
    assertThat(listed.path("leadId").asString()).isEqualTo(resting);
    assertThat(listed.path("withheld").asString()).startsWith("too little interest");

    policies.publish(
        PolicyCatalog.starter().replace("  # below:\n", rule.replace("suppress", "disqualify")) + "\n# " + UUID.randomUUID(),
        "test");
    String closed = nurtured();
    assertThat(why(closed).valueStream().filter(one -> one.path("code").asString().equals("closed"))).singleElement()
        .satisfies(one -> assertThat(one.path("text").asString()).startsWith("The lead's life ended: it is disqualified, ")
            .endsWith(": too little interest: engagement 0 is below 5"));
    assertThat(manager.open("/leads/" + closed).body()).contains("too little interest: engagement 0 is below 5");
    leadsLiveByTheStarterPolicy();
    String parked = after("reject {\"reason\":\"no_budget\"}");
    assertThat(codes(parked)).contains("parked");
    assertThat(lineOf(manager, parked)).contains("parked");
  }

  private static String lineOf(Browser browser, String lead) throws Exception {
    String page = browser.open("/leads").body();
    String line = page.substring(page.lastIndexOf("/leads/" + lead));
    return line.substring(0, line.indexOf("</tr>"));
  }

  private static String hours() {
    String policy = PolicyCatalog.starter();
    int from = policy.indexOf("\n  hours:\n", policy.indexOf("\nsending:")) + 1;
    int to = from + "  hours:\n".length();
    while (policy.startsWith("    ", to)) {
      to = policy.indexOf('\n', to) + 1;
    }
    return policy.substring(from, to);
  }

  @Test
  void aRolloutThatHasNoPlaceForTheLeadIsNamed() {
    String lead = nurtured();
    int version = publish("{ id: guide, after: 1h", "{ id: first-guide, after: 1h");
    String rollout = "/api/v1/policies/" + version + "/rollout";
    String plan = get(rollout, key(Role.MANAGER)).text("planId");
    post(rollout, key(Role.MANAGER), "{\"planId\":\"" + plan + "\",\"perMinute\":60000}");
    decide(lead);
    post(rollout + "/stop", key(Role.MANAGER), "");
    JsonNode why = get("/api/v1/leads/" + lead + "/why", key(Role.MANAGER)).json();
    assertThat(why.path("because").isEmpty()).isFalse();
    assertThat(why.toString()).contains("nurtured", "rolled-out", "A rollout has put it there: Nurture sequence nurture goes on",
        "has no step 'guide'; it goes on behind the last mail it has had");
  }

  @Test
  void leadWhoseSequenceARolloutEndsByChoiceIsToldWhyAndOneThatIsPlacedGoesOnThere() {
    String lead = nurtured();
    int version = publish("{ id: guide, after: 1h", "{ id: first-guide, after: 1h");
    String rollout = "/api/v1/policies/" + version + "/rollout";
    Answer wrong = get(rollout + "?otherwise=strat", key(Role.MANAGER));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("detail")).contains("'otherwise' is not one of", "did you mean 'start'?");
    Answer nowhere = post(rollout, key(Role.MANAGER), "{\"planId\":\"x\",\"steps\":{\"nurture/guide\":\"nurture/first-guid\"}}");
    assertThat(nowhere.status()).isEqualTo(400);
    assertThat(nowhere.text("detail")).contains("did you mean 'nurture/first-guide'?");
    JsonNode named = get(rollout + "?steps=nurture/guide:nurture/first-guide", key(Role.MANAGER)).json();
    assertThat(named.at("/moves/0/toPlace").asString()).isEqualTo("nurture/first-guide");
    JsonNode plan = get(rollout + "?otherwise=end", key(Role.MANAGER)).json();
    assertThat(plan.path("planId").asString()).isNotEqualTo(named.path("planId").asString());
    String ends = "{\"planId\":\"" + plan.path("planId").asString() + "\",\"otherwise\":\"end\",\"perMinute\":60000}";
    assertThat(post(rollout, key(Role.MANAGER), ends.replace("end\"", "start\"")).status()).as("another choice").isEqualTo(409);
    assertThat(post(rollout, key(Role.MANAGER), ends).status()).isEqualTo(202);
    decide(lead);
    assertThat(get(rollout + "/progress", key(Role.MANAGER)).json().path("moved").asInt()).isEqualTo(1);
    post(rollout + "/stop", key(Role.MANAGER), "");
    assertThat(why(lead).toString()).contains("no-sequence", "policy version " + version + " has no step 'guide'");
  }
}
