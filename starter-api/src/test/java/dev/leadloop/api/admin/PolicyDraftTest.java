package dev.leadloop.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PolicyDraftTest extends ApiTest {
  private static final String DRAFTS = "/api/v1/policies/drafts";
  private static final Map<String, String> YAML = Map.of("Content-Type", "application/yaml");
  private static final String STRICTER = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 65,");

  @Autowired private PolicyCatalog catalog;

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
  void aYesGivenWithAKeyThatIsRevokedSinceCountsNoMore() throws Exception {
    int before = inForce();
    String id = send(STRICTER);
    ApiKeys.NewKey leaving = keys.create("leaving-" + id, Role.MARKETING, null, KeyHolder.PERSON);
    assertThat(approve(id, leaving.key(), 1, before, "").status()).isEqualTo(200);
    assertThat(draft(id).at("/approvals/0/counts").asBoolean()).isTrue();
    jdbc.sql("update api_key set revoked_at = now() where name = :name").param("name", "leaving-" + id).update();
    assertThat(signedIn(Role.MANAGER).open("/policies").body())
        .contains("the key that it was given with was revoked; somebody of that side approves anew");
    Answer sales = approve(id, Role.MANAGER, 1, before);
    assertThat(sales.status()).as(sales.body()).isEqualTo(200);
    assertThat(sales.json().path("version").isNull()).as("marketing's yes does not count").isTrue();
    assertThat(sales.json().at("/approvals/0/counts").asBoolean()).isFalse();
    assertThat(sales.json().at("/approvals/0/revokedAt").isNull()).isFalse();
    assertThat(inForce()).isEqualTo(before);
    assertThat(approve(id, Role.MARKETING, 1, before).json().path("version").asInt()).isEqualTo(before + 1);
  }

  @Test
  void aSystemsKeyApprovesForNoSideByCallOrPage() throws Exception {
    int before = inForce();
    String id = send(STRICTER);
    for (Role role : List.of(Role.MARKETING, Role.MANAGER, Role.ADMIN)) {
      for (String holder : List.of("", ",\"holder\":\"SYSTEM\"")) {
        String name = "system-" + role + holder.length() + id;
        Answer made = post("/api/v1/keys", key(Role.ADMIN),
            "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"" + holder + "}");
        assertThat(made.text("holder")).as(made.body()).isEqualTo("SYSTEM");
        String side = role == Role.MARKETING ? "marketing" : "sales";
        Answer refused = approve(id, made.text("key"), 1, before, side);
        assertThat(refused.status()).as(name).isEqualTo(409);
        assertThat(refused.text("detail")).contains("Nothing was changed: the key is a system's", "\"holder\": \"PERSON\"");
        Browser system = new Browser(port);
        system.signIn("", made.text("key"));
        assertThat(system.open("/policies").body()).contains("Draft <span>" + id).doesNotContain("Approve for");
        assertThat(system.send("/policies", "/policies/" + id + "/approve",
            Map.of("revision", "1", "against", String.valueOf(before), "side", side)).body())
            .contains("the key is a system&#39;s");
      }
    }
    assertThat(draft(id).path("approvals").size()).isZero();
    assertThat(audited(id)).containsExactly("marketing:marketing policy_draft_sent");
    Answer person = post("/api/v1/keys", key(Role.ADMIN),
        "{\"name\":\"person-" + id + "\",\"role\":\"MARKETING\",\"holder\":\"PERSON\"}");
    assertThat(approve(id, person.text("key"), 1, before, "").status()).isEqualTo(200);
    assertThat(get("/api/v1/keys", key(Role.MANAGER)).json().path("keys").valueStream()
        .filter(key -> key.path("name").asString().endsWith("-" + id)).map(key -> key.path("holder").asString()))
        .containsOnly("PERSON");
    post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "");
  }

  @Test
  void keysMadeBeforeTheyHadAHolderGoOnAsAPersons() {
    String id = send(STRICTER);
    jdbc.sql("insert into api_key (key_id, key_hash, name, role, created_at) values (:id, :hash, :id, 'MARKETING', now())")
        .param("id", "former-" + id).param("hash", ApiKeys.hash("former-key-" + id)).update();
    assertThat(approve(id, "former-key-" + id, 1, inForce(), "").status()).isEqualTo(200);
    post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "");
  }

  @Test
  void theDocumentInForceIsNoDraftAndWhatDiffersInItsWritingAloneIsTold() {
    int drafts = count("select count(*) from policy_draft");
    String inForce = get("/api/v1/policies/" + inForce(), key(Role.ADMIN)).body();
    Answer same = call("POST", DRAFTS, key(Role.MARKETING), inForce, YAML);
    assertThat(same.status()).as(same.body()).isEqualTo(409);
    assertThat(same.text("detail")).contains("Nothing was kept", "version " + inForce() + ", letter by letter");
    assertThat(count("select count(*) from policy_draft")).isEqualTo(drafts);
    String id = send(STRICTER);
    assertThat(draft(id).path("warnings").toString()).doesNotContain("the writing differs");
    assertThat(call("PUT", DRAFTS + "/" + id, key(Role.MARKETING), inForce, YAML).status()).isEqualTo(409);
    assertThat(draft(id).path("revision").asInt()).isEqualTo(1);
    for (String writing : List.of(inForce + "\n# a remark\n", inForce.replace("cap: 300", "cap:   300"))) {
      Answer other = call("PUT", DRAFTS + "/" + id, key(Role.MARKETING), writing, YAML);
      assertThat(other.status()).as(other.body()).isEqualTo(200);
      assertThat(other.json().path("changes")).isEmpty();
      assertThat(other.json().at("/warnings/0/message").asString())
          .isEqualTo("it says what version " + inForce() + ", which is in force, says; no more than the writing differs");
    }
    post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "");
  }

  @Test
  void aRevisionOrVersionThatNeverWasIsToldAsThat() throws Exception {
    int before = inForce();
    String id = send(STRICTER);
    assertThat(approve(id, Role.MARKETING, 2, before).text("detail"))
        .contains("the draft has no revision 2, it is at revision 1").doesNotContain("replaced", "meanwhile");
    assertThat(approve(id, Role.MARKETING, 1, before + 7).text("detail"))
        .contains("there is no version " + (before + 7) + ", version " + before + " is in force").doesNotContain("meanwhile");
    assertThat(signedIn(Role.MARKETING).send("/policies", "/policies/" + id + "/approve",
        Map.of("revision", "", "against", String.valueOf(before), "side", "marketing")).body())
        .contains("the draft has no revision 0");
    assertThat(draft(id).path("approvals")).isEmpty();
    post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "");
  }

  @Test
  void aDraftIsSentByThePageAndWhatIsWrongWithItIsTold() throws Exception {
    int drafts = count("select count(*) from policy_draft");
    Browser marketing = signedIn(Role.MARKETING);
    String sent = marketing.upload("/policies", "/policies/drafts", "document", STRICTER.getBytes(StandardCharsets.UTF_8)).body();
    String id = "d" + count("select max(draft_id) from policy_draft");
    assertThat(sent).contains("Draft " + id + " is taken", "MQL needs score 65 instead of 60");
    assertThat(draft(id).path("document").asString()).isEqualTo(STRICTER);
    assertThat(audited(id)).containsExactly("marketing:marketing policy_draft_sent");
    Map<String, String> refused = Map.of(
        STRICTER.replace("cap: 300", "cap: <lots>"), "cap&#39; must be a whole number", "", "choose the file of a policy",
        get("/api/v1/policies/" + inForce(), key(Role.ADMIN)).body(), "letter by letter", "name: [", "this is not YAML");
    for (Map.Entry<String, String> wrong : refused.entrySet()) {
      byte[] file = wrong.getKey().getBytes(StandardCharsets.UTF_8);
      assertThat(marketing.upload("/policies", "/policies/drafts", "document", file).body())
          .contains("Nothing was kept", wrong.getValue()).doesNotContain("<lots>");
    }
    byte[] latin = STRICTER.replace("name: ", "name: \u00e9").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(marketing.upload("/policies", "/policies/drafts", "document", latin).body()).contains("not UTF-8");
    byte[] right = STRICTER.getBytes(StandardCharsets.UTF_8);
    assertThat(marketing.upload("", "/policies/drafts", "document", right).statusCode()).as("without a token").isEqualTo(403);
    assertThat(signedIn(Role.SALES).upload("/leads", "/policies/drafts", "document", right).statusCode()).isEqualTo(403);
    assertThat(marketing.upload("/policies", "/policies/drafts", "other", right).statusCode()).isEqualTo(400);
    assertThat(count("select count(*) from policy_draft")).isEqualTo(drafts + 1);
    post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "");
  }

  @Test
  void aManagerPausesResumesAndStopsTheLatestRolloutByThePage() throws Exception {
    int version = inForce();
    jdbc.sql("""
        insert into rollout (version, state, leads, per_minute, ordered_by, changed_at, run, placement)
        values (:version, 'PAUSED', 0, 60, 'manager:kim', now() + interval '1 day', 1, '{"steps":{},"otherwise":"NEXT"}'::jsonb)
        on conflict (version) do update set state = 'PAUSED', changed_at = excluded.changed_at""")
        .param("version", version).update();
    try {
      String path = "/policies/" + version + "/rollout/";
      assertThat(signedIn(Role.MARKETING).open("/policies").body()).contains("It is paused")
          .doesNotContain("Go on with it", "Stop it");
      assertThat(signedIn(Role.MARKETING).send("/policies", path + "stop", Map.of()).statusCode()).isEqualTo(403);
      Browser manager = signedIn(Role.MANAGER);
      assertThat(manager.open("/policies").body())
          .contains("Go on with it", "Stop it for good", "formaction=\"" + path + "resume\"").doesNotContain("Pause it");
      assertThat(manager.sendRaw(path + "resume", "").statusCode()).as("without a token").isEqualTo(403);
      assertThat(state(version)).isEqualTo("PAUSED");
      assertThat(manager.send("/policies", path + "stop", Map.of()).body())
          .contains("The rollout of version " + version + ": it was stopped").doesNotContain("Go on with it", "Stop it for good");
      assertThat(state(version)).isEqualTo("STOPPED");
      assertThat(manager.send("/policies", path + "resume", Map.of()).body())
          .contains("Nothing was changed: the rollout of policy version " + version + " was stopped for good");
      assertThat(manager.send("/policies", path + "burn", Map.of()).statusCode()).isEqualTo(404);
      assertThat(manager.send("/policies", "/policies/999999/rollout/stop", Map.of()).body())
          .contains("No rollout of policy version");
      assertThat(jdbc.sql("select by_whom || ' ' || action from audit where target = :target and action like 'policy_rollout%'")
          .param("target", "policy/" + version).query(String.class).list())
          .containsExactly("manager:manager policy_rollout_stopped");
    } finally {
      jdbc.sql("delete from rollout where version = :version").param("version", version).update();
    }
  }

  private String state(int version) {
    return jdbc.sql("select state from rollout where version = :version").param("version", version).query(String.class).single();
  }

  @Test
  void whoeverMayApproveIsToldOnEveryPageThatADraftWaits() throws Exception {
    for (JsonNode old : get(DRAFTS, key(Role.MANAGER)).json().path("drafts")) {
      post(DRAFTS + "/" + old.path("draftId").asString() + "/withdraw", key(Role.MANAGER), "");
    }
    assertThat(signedIn(Role.MANAGER).open("/leads").body()).doesNotContain("Policy: ");
    String id = send(STRICTER);
    String one = "Policy: 1 draft waits for you";
    for (String page : List.of("/leads", "/accounts", "/policies")) {
      assertThat(signedIn(Role.MANAGER).open(page).body()).as(page).contains(one);
      assertThat(signedIn(Role.MARKETING).open(page).body()).as(page).contains(one);
      assertThat(signedIn(Role.ADMIN).open(page).body()).as(page).contains(one);
    }
    assertThat(signedIn(Role.SALES).open("/leads").body()).doesNotContain("Policy: ");
    approve(id, Role.MARKETING, 1, inForce());
    assertThat(signedIn(Role.MARKETING).open("/leads").body()).as("gave its yes").doesNotContain("Policy: ");
    assertThat(signedIn(Role.MANAGER).open("/leads").body()).contains(one);
    call("PUT", DRAFTS + "/" + id, key(Role.MARKETING), STRICTER + "# anew", YAML);
    assertThat(signedIn(Role.MARKETING).open("/leads").body()).as("its yes counts no more").contains(one);
    String other = send(STRICTER.replace("score: 65", "score: 66"));
    assertThat(signedIn(Role.MANAGER).open("/leads").body()).contains("Policy: 2 drafts wait for you");
    post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "");
    post(DRAFTS + "/" + other + "/withdraw", key(Role.MANAGER), "");
    assertThat(signedIn(Role.MANAGER).open("/leads").body()).doesNotContain("Policy: ");
  }

  @Test
  void whatIsPublishedWithoutADraftIsOnRecordOrNotPublished() {
    int before = inForce();
    String unlucky = keys.create("unlucky", Role.ADMIN, null, KeyHolder.PERSON).key();
    jdbc.sql("create function fails() returns trigger language plpgsql as $$ begin raise 'no audit'; end $$").update();
    jdbc.sql("create trigger fails before insert on audit for each row when (new.by_whom = 'admin:unlucky')"
        + " execute function fails()").update();
    try {
      assertThat(call("POST", "/api/v1/policies", unlucky, STRICTER, YAML).status()).isGreaterThanOrEqualTo(500);
      assertThat(inForce()).isEqualTo(before);
    } finally {
      jdbc.sql("drop trigger fails on audit").update();
      jdbc.sql("drop function fails").update();
    }
    String other = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 71,");
    assertThat(publish(other)).isEqualTo(before + 1);
    assertThat(get(DRAFTS, key(Role.ADMIN)).status()).isEqualTo(200);
    assertThat(catalog.version(before + 1).qualification().mql().get(0).of(QualifyingNumber.SCORE)).isEqualTo(71);
  }

  @Test
  void whatIsWrongWithABodyOrItsTypeIsSaid() {
    Answer empty = call("POST", DRAFTS, key(Role.MARKETING), "", YAML);
    assertThat(empty.status()).isEqualTo(400);
    assertThat(empty.text("detail")).isEqualTo("The body is empty. Send the document in it; nothing was done.");
    for (String path : List.of(DRAFTS, "/api/v1/leads")) {
      Answer odd = call("POST", path, key(Role.MARKETING), STRICTER, Map.of("Content-Type", "text/plain;charset=foo"));
      assertThat(odd.status()).as(odd.body()).isEqualTo(415);
      assertThat(odd.text("detail")).contains("names a charset that is not known here. Leave the charset out, and send UTF-8");
    }
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
  void thePageShowsTheDocumentInForceTheVersionsAndTheLatestRollout() throws Exception {
    int version = publish(STRICTER.replace("name: ", "# <script>alert(1)</script> & so on\nname: "));
    jdbc.sql("""
        insert into rollout (version, state, leads, per_minute, ordered_by, changed_at, run, placement)
        values (:version, 'PAUSED', 0, 60, 'manager:kim', '2190-03-02T15:00:00Z', 1, '{"steps":{},"otherwise":"NEXT"}'::jsonb)
        on conflict (version) do nothing""").param("version", version).update();
    try {
      String page = signedIn(Role.MARKETING).open("/policies").body();
      assertThat(page).contains("is in force", "{ by: score, score: 65,", "Rollout of version <span>" + version + "</span>",
          "It is paused",
          "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on", "All versions", "Drafts that wait");
      assertThat(page).doesNotContain("<script>", "style=\"", " UTC<");
      for (int shown = version; shown > Math.max(0, version - 10); shown--) {
        assertThat(page).contains("Version <span>" + shown + "</span>, by");
      }
      assertThat(page).contains("New York time");
    } finally {
      jdbc.sql("delete from rollout where version = :version").param("version", version).update();
    }
  }

  @Test
  void thePageStaysSmallWhateverADraftChanges() throws Exception {
    StringBuilder rules = new StringBuilder("\n  rules:\n");
    for (int i = 0; i < 1_000; i++) {
      rules.append("    - { id: many").append(i).append(", signal: thing, where: { property: n, in: [\"v").append(i)
          .append("\"] }, points: 1, label: \"\u202eword \u200b").append(i).append("\" }\n");
    }
    String id = send(PolicyCatalog.starter().replaceFirst("\n  rules:\n", rules.toString()));
    String page = signedIn(Role.MARKETING).open("/policies").body();
    assertThat(post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "").status()).as("so that no other test meets it")
        .isEqualTo(200);
    assertThat(page).contains("[U+202E]word [U+200B]", " more, which GET /api/v1/policies/drafts/{draftId} lists");
    assertThat(page.length()).isLessThan(400_000);
    assertThat(page).doesNotContain("\u202e").doesNotContain("\u200b");
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

  @Test
  void eitherSideWithdrawsADraftForGoodAndItIsOnRecord() throws Exception {
    int before = inForce();
    String id = send(STRICTER);
    assertThat(approve(id, Role.MARKETING, 1, before).status()).isEqualTo(200);
    assertThat(post(DRAFTS + "/" + id + "/withdraw", key(Role.SALES), "").status()).as("a rep").isEqualTo(403);
    Answer withdrawn = post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "");
    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
    assertThat(withdrawn.json().at("/withdrawn/by").asString()).isEqualTo("manager:manager");
    assertThat(withdrawn.json().path("version").isNull()).isTrue();
    assertThat(post(DRAFTS + "/" + id + "/withdraw", key(Role.MANAGER), "").status()).as("twice").isEqualTo(409);
    assertThat(approve(id, Role.MANAGER, 1, before).text("detail")).contains("it was withdrawn by manager:manager");
    assertThat(call("PUT", DRAFTS + "/" + id, key(Role.MARKETING), STRICTER, YAML).status()).isEqualTo(409);
    assertThat(inForce()).isEqualTo(before);
    assertThat(audited(id)).last().isEqualTo("manager:manager policy_draft_withdrawn");
    assertThat(get(DRAFTS, key(Role.MARKETING)).json().at("/drafts/0/withdrawn/by").asString()).isEqualTo("manager:manager");
    String other = send(STRICTER);
    Browser marketing = signedIn(Role.MARKETING);
    assertThat(marketing.open("/policies").body())
        .contains("Withdraw draft " + other).doesNotContain("Withdraw draft " + id + "<");
    assertThat(marketing.send("/policies", "/policies/" + other + "/withdraw", Map.of()).body())
        .contains("Draft " + other + " is withdrawn").doesNotContain("Withdraw draft " + other);
    assertThat(marketing.send("/policies", "/policies/" + other + "/withdraw", Map.of()).body()).contains("Nothing was changed");
    assertThat(audited(other)).last().isEqualTo("marketing:marketing policy_draft_withdrawn");
  }

  @Test
  void theHeaderLeadsToThePolicyWhereItIsOpen() throws Exception {
    assertThat(signedIn(Role.MARKETING).open("/leads").body()).contains("href=\"/policies\"");
    assertThat(signedIn(Role.SALES).open("/leads").body()).doesNotContain("href=\"/policies\"");
  }

  private Browser signedIn(Role role) throws Exception {
    Browser person = new Browser(port);
    person.signIn("", key(role));
    return person;
  }
}
