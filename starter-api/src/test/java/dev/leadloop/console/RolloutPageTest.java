package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The page that shows a rollout's plan and begins it: its numbers against the table, its rights and its refusals. */
class RolloutPageTest extends DecidingApiTest {
  @Autowired private PolicyCatalog policies;

  private int version;

  private Browser person(Role role) throws Exception {
    Browser browser = new Browser(port);
    assertThat(browser.signIn("me", key(role)).statusCode()).isEqualTo(200);
    return browser;
  }

  /** One lead that sales has and two that run a sequence live by the version before. */
  private void published() {
    handedOver();
    for (int i = 0; i < 2; i++) {
      String body = "{\"email\":\"" + UUID.randomUUID() + "@acme.example\"}";
      String lead = post("/api/v1/leads", key(Role.MARKETING), body).text("leadId");
      decide(lead);
    }
    version = policies.publish(PolicyCatalog.starter() + "\n# " + UUID.randomUUID(), "test").version();
  }

  @AfterEach
  void nobodyElseMeetsIt() {
    jdbc.sql("delete from rollout where version = :version").param("version", version).update();
  }

  private int open(String where) {
    return jdbc.sql("select count(*) from lead_status where stage not in ('WON', 'LOST', 'DISQUALIFIED', 'ERASED')"
        + " and policy_version <> :version " + where).param("version", version).query(Integer.class).single();
  }

  @Test
  void thePlanSaysWhatEachNumberMeansAndIsBegunAsItIsShown() throws Exception {
    published();
    String path = "/policies/" + version + "/rollout";
    int leads = open("");
    int atStep = open("and progress -> 'nurture' ->> 'step' is not null");
    assertThat(leads - atStep).isPositive();
    JsonNode told = get("/api/v1" + path, key(Role.MARKETING)).json();
    assertThat(told.get("leads").asInt()).isEqualTo(leads);
    assertThat(told.get("atNoStep").asInt()).isEqualTo(leads - atStep);
    Browser manager = person(Role.MANAGER);
    Document page = Jsoup.parse(manager.open(path).body());
    assertThat(page.text()).contains(leads + " leads in an open stage live by another version, and would move.",
        atStep + " of them stand at a step of a sequence", (leads - atStep) + " stand", "at no step");
    assertThat(page.select("input[name=planId]").val()).isEqualTo(told.get("planId").asString());
    Document otherwise = Jsoup.parse(manager.open(path + "?otherwise=end").body());
    assertThat(otherwise.select("option[selected]").val()).isEqualTo("end");
    assertThat(otherwise.select("input[name=planId]").val()).isNotEqualTo(told.get("planId").asString());

    Map<String, String> form = Map.of("planId", told.get("planId").asString(), "otherwise", "next", "perMinute", "60");
    assertThat(manager.sendRaw(path, "planId=" + told.get("planId").asString() + "&perMinute=60").statusCode())
        .as("without a token").isEqualTo(403);
    assertThat(person(Role.MARKETING).open(path).body()).contains("would move").doesNotContain("Begin the rollout");
    assertThat(person(Role.MARKETING).send("/policies", path, form).statusCode()).isEqualTo(403);
    assertThat(person(Role.SALES).open(path).statusCode()).isEqualTo(403);
    assertThat(manager.send(path, path, Map.of("planId", "another", "perMinute", "60")).body()).contains("Nothing was moved.");
    assertThat(manager.send(path, path, Map.of("planId", "another", "perMinute", "0")).body()).contains("1 to 60000");
    assertThat(begun()).isEmpty();

    assertThat(manager.send(path, path, form).body())
        .contains("The rollout of version " + version + " is begun: " + leads + " leads are to move. Its box on",
            "It is under way");
    assertThat(begun()).containsExactly("RUNNING 60 manager:manager");
    assertThat(jdbc.sql("select by_whom || ' ' || action from audit where target = :target and action like 'policy_roll%'")
        .param("target", "policy/" + version).query(String.class).list()).containsExactly("manager:manager policy_rolled_out");
    assertThat(manager.open("/policies/999999/rollout").statusCode()).isEqualTo(404);
  }

  @Test
  void whoIsStrandedIsNamedWithTheReasonAndExported() throws Exception {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + UUID.randomUUID() + "@stranded.example\"}")
        .text("leadId");
    decide(lead);
    published();
    String path = "/policies/" + version + "/rollout";
    String step = jdbc.sql("select progress -> 'nurture' ->> 'step' from lead_status where lead_id = :lead").param("lead", lead)
        .query(String.class).single();
    at(lead, "gone-step");
    try {
      Document page = Jsoup.parse(person(Role.MARKETING).open(path).body());
      assertThat(page.select("#stranded a[href=/leads/" + lead + "]")).hasSize(1);
      assertThat(page.select("#stranded").text()).contains("1 lead at 'gone-step' of 'nurture'",
          "Version " + version + " has no step 'gone-step' in 'nurture'; these leads go on behind the last mail");
      assertThat(person(Role.MARKETING).open(path + ".csv?otherwise=start").body().lines())
          .anyMatch(line -> line.startsWith(lead + ",") && line.contains("gone-step") && line.contains("begin it anew"));
    } finally {
      at(lead, step);
    }
  }

  private void at(String lead, String step) {
    jdbc.sql("update lead_status set progress = jsonb_set(progress, '{nurture,step}', to_jsonb(:step::text))"
            + " where lead_id = :lead")
        .param("step", step).param("lead", lead).update();
  }

  private static String named(String role) {
    return Principal.parse(role + ":" + role).inWords(id -> id);
  }

  private List<String> begun() {
    return jdbc.sql("select state || ' ' || per_minute || ' ' || ordered_by from rollout where version = :version")
        .param("version", version).query(String.class).list();
  }

  @Test
  void aPublishedDraftSaysWhoApprovedOfItForWhichSideAndWhen() throws Exception {
    int before = policies.latest().version();
    String document =
        PolicyCatalog.starter().replace("name: ", "# " + UUID.randomUUID() + "\nname: ").replace("score: 60", "score: 62");
    Map<String, String> yaml = Map.of("Content-Type", "application/yaml");
    String draft = call("POST", "/api/v1/policies/drafts", key(Role.MARKETING), document, yaml).text("draftId");
    String yes = "{\"revision\":1,\"against\":" + before + "}";
    post("/api/v1/policies/drafts/" + draft + "/approve", key(Role.MARKETING), yes);
    Answer last = post("/api/v1/policies/drafts/" + draft + "/approve", key(Role.MANAGER), yes);
    version = before + 1;
    assertThat(last.json().get("version").asInt()).as(last.body()).isEqualTo(version);
    String line = Jsoup.parse(person(Role.MANAGER).open("/policies").body()).select("li").stream()
        .filter(one -> one.text().startsWith("Version " + version + ",")).findFirst().orElseThrow().text();
    assertThat(line).contains("from draft " + draft, "Approved for marketing by " + named("marketing"),
        "Approved for sales by " + named("manager"));
    assertThat(line).matches(".*sales by .* 20\\d\\d.*");
  }
}
