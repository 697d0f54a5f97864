package dev.leadloop.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PolicyDraftTest extends ApiTest {
  private static final String DRAFTS = "/api/v1/policies/drafts";
  private static final Map<String, String> YAML = Map.of("Content-Type", "application/yaml");
  private static final String STRICTER = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 65,");

  @BeforeEach
  @AfterEach
  void theStarterPolicyIsInForce() {
    publish(PolicyCatalog.starter());
  }

  private int publish(String document) {
    Answer answer = call("POST", "/api/v1/policies", key(Role.ADMIN), document, YAML);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("version").asInt();
  }

  private String send(String document) {
    Answer answer = call("POST", DRAFTS, key(Role.MARKETING), document, YAML);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.text("draftId");
  }

  private JsonNode draft(String id) {
    return get(DRAFTS + "/" + id, key(Role.MANAGER)).json();
  }

  private Answer approve(String id, Role role, int revision, int against) {
    return approve(id, key(role), revision, against, "");
  }

  private Answer approve(String id, String key, int revision, int against, String side) {
    return post(DRAFTS + "/" + id + "/approve", key, "{\"revision\":" + revision + ",\"against\":" + against
        + (side.isEmpty() ? "" : ",\"side\":\"" + side + "\"") + "}");
  }

  private int inForce() {
    return count("select max(version) from policy_version");
  }

  private List<String> audited(String id) {
    return jdbc.sql("select by_whom || ' ' || action from audit where target = :target order by audit_id")
        .param("target", "policy-draft/" + id).query(String.class).list();
  }

  @Test
  void bothSidesApproveAndTheDraftPublishesItself() {
    int before = inForce();
    String id = send(STRICTER);
    assertThat(draft(id).path("changes").toString())
        .isEqualTo("[{\"section\":\"qualification\",\"words\":\"MQL needs score 65 instead of 60\"}]");
    assertThat(draft(id).path("against").asInt()).isEqualTo(before);
    assertThat(inForce()).as("nothing is published").isEqualTo(before);
    Answer first = approve(id, Role.MARKETING, 1, before);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.json().path("version").isNull()).isTrue();
    assertThat(first.json().at("/approvals/0/by").asString()).isEqualTo("marketing:marketing");
    assertThat(inForce()).isEqualTo(before);
    assertThat(approve(id, Role.MARKETING, 1, before).status()).as("twice for one side").isEqualTo(409);
    Answer second = approve(id, Role.MANAGER, 1, before);
    assertThat(second.status()).as(second.body()).isEqualTo(200);
    assertThat(second.json().path("version").asInt()).isEqualTo(before + 1);
    assertThat(inForce()).isEqualTo(before + 1);
    assertThat(get("/api/v1/policies/" + (before + 1), key(Role.ADMIN)).body()).isEqualTo(STRICTER);
    assertThat(draft(id).path("changes").toString()).contains("MQL needs score 65 instead of 60");
    assertThat(audited(id)).containsExactly(
        "marketing:marketing policy_draft_sent", "marketing:marketing policy_draft_approved",
        "manager:manager policy_draft_approved");
    assertThat(jdbc.sql("select by_whom from audit where action = 'policy_published' and target = :target")
        .param("target", "policy/" + (before + 1)).query(String.class).single()).isEqualTo("manager:manager");
    assertThat(approve(id, Role.MANAGER, 1, before + 1).text("detail")).contains("it was published as version " + (before + 1));
    assertThat(call("PUT", DRAFTS + "/" + id, key(Role.MARKETING), STRICTER, YAML).status()).isEqualTo(409);
    assertThat(get(DRAFTS, key(Role.MARKETING)).json().at("/drafts/0/draftId").asString()).isEqualTo(id);
  }

  @Test
  void nobodyApprovesForBothSidesOrForTheOther() {
    int before = inForce();
    String id = send(STRICTER);
    assertThat(approve(id, key(Role.ADMIN), 1, before, "").text("detail")).contains("'side' is needed");
    assertThat(approve(id, key(Role.MARKETING), 1, before, "sales").text("detail")).contains("you speak for marketing");
    assertThat(approve(id, Role.SALES, 1, before).status()).as("a rep").isEqualTo(403);
    assertThat(call("POST", DRAFTS, key(Role.SALES), STRICTER, YAML).status()).isEqualTo(403);
    assertThat(approve(id, key(Role.ADMIN), 1, before, "marketing").status()).isEqualTo(200);
    Answer again = approve(id, key(Role.ADMIN), 1, before, "sales");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("detail")).contains("the same person cannot approve for both sides");
    assertThat(inForce()).isEqualTo(before);
    assertThat(audited(id)).containsExactly("marketing:marketing policy_draft_sent", "admin:root policy_draft_approved");
    assertThat(approve("d999999", Role.MANAGER, 1, before).status()).isEqualTo(404);
    assertThat(approve("7", Role.MANAGER, 1, before).status()).isEqualTo(404);
  }

  @Test
  void aYesIsForWhatWasReadAndForTheVersionThenInForce() {
    int before = inForce();
    String id = send(STRICTER);
    approve(id, Role.MARKETING, 1, before);
    int meanwhile = publish(PolicyCatalog.starter().replace("answer-within: 5m", "answer-within: 10m"));
    assertThat(approve(id, Role.MANAGER, 1, before).text("detail")).contains("version " + meanwhile + " is in force meanwhile");
    assertThat(draft(id).path("against").asInt()).isEqualTo(meanwhile);
    assertThat(draft(id).path("changes").toString()).contains("MQL needs score 65", "5 minutes instead of 10 minutes");
    assertThat(draft(id).at("/approvals/0/counts").asBoolean()).isFalse();
    assertThat(approve(id, Role.MANAGER, 1, meanwhile).json().path("version").isNull()).as("marketing's is of before").isTrue();
    String other = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 70,");
    Answer replaced = call("PUT", DRAFTS + "/" + id, key(Role.MARKETING), other, YAML);
    assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
    assertThat(replaced.json().path("revision").asInt()).isEqualTo(2);
    assertThat(approve(id, Role.MARKETING, 1, meanwhile).text("detail")).contains("it was replaced by revision 2");
    assertThat(approve(id, Role.MARKETING, 2, meanwhile).json().path("version").isNull()).isTrue();
    assertThat(inForce()).isEqualTo(meanwhile);
    assertThat(approve(id, Role.MANAGER, 2, meanwhile).json().path("version").asInt()).isEqualTo(meanwhile + 1);
  }

  @Test
  void whatCannotBePublishedIsNoDraft() {
    int drafts = count("select count(*) from policy_draft");
    Answer wrong = call("POST", DRAFTS, key(Role.MARKETING), STRICTER.replace("cap: 300", "cap: lots"), YAML);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/errors/0/message").asString()).contains("must be a whole number");
    assertThat(count("select count(*) from policy_draft")).isEqualTo(drafts);
    String id = send(STRICTER.replace("signal: email_open, points: 2, cap: 10", "signal: email_open, points: 2, cap: 1"));
    assertThat(draft(id).path("warnings").toString()).contains("of which its cap leaves 1");
    assertThat(call("PUT", DRAFTS + "/" + id, key(Role.MARKETING), "name: [", YAML).status()).isEqualTo(400);
    assertThat(draft(id).path("revision").asInt()).isEqualTo(1);
  }

  @Test
  void thePageShowsWhatADraftChangesAndPublishesIt() throws Exception {
    int before = inForce();
    String id = send(STRICTER);
    Browser marketing = signedIn(Role.MARKETING);
    assertThat(marketing.open("/policies").body()).contains("MQL needs score 65 instead of 60", "Approve for marketing")
        .doesNotContain("Approve for sales");
    Map<String, String> read = Map.of("revision", "1", "against", String.valueOf(before), "side", "marketing");
    assertThat(marketing.send("/policies", "/policies/" + id + "/approve", read).body()).contains("waits for the other side");
    Browser manager = signedIn(Role.MANAGER);
    assertThat(manager.send("/policies", "/policies/" + id + "/approve", read).statusCode()).as("for marketing").isEqualTo(400);
    assertThat(manager.send("/policies", "/policies/" + id + "/approve",
        Map.of("revision", "1", "against", "0", "side", "sales")).body()).contains("Nothing was changed");
    assertThat(manager.send("/policies", "/policies/" + id + "/approve",
        Map.of("revision", "1", "against", String.valueOf(before), "side", "sales")).body())
        .contains("is published as version " + (before + 1));
    assertThat(inForce()).isEqualTo(before + 1);
    assertThat(signedIn(Role.SALES).open("/policies").statusCode()).isEqualTo(403);
  }

  private Browser signedIn(Role role) throws Exception {
    Browser person = new Browser(port);
    person.signIn("", key(role));
    return person;
  }
}
