package dev.leadloop.api.nurture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTestSetup.KeptMail;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestPropertySource(properties = "leadloop.organisation.domains=ours.example, Other.Example")
class SequencesTest extends DecidingApiTest {
  @Autowired private KeptMail mail;

  @Test
  void sequencesShowWhereLeadsStand() {
    decide(newLead());
    JsonNode nurture = sequence("nurture");
    assertThat(nurture.path("version").asInt()).isEqualTo(1);
    assertThat(nurture.path("leads").asInt()).isPositive();
    assertThat(nurture.at("/standing/0/step").asString()).isEqualTo("guide");
    assertThat(nurture.at("/steps/1/id").asString()).isEqualTo("case-study");
    assertThat(nurture.path("paused").isNull()).isTrue();
  }

  @Test
  void oneCallPausesASequenceAndOneResumesIt() {
    Answer paused = post("/api/v1/sequences/mql/pause", key(Role.MARKETING), "{\"why\":\"wrong price\"}");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(sequence("mql").at("/paused/why").asString()).isEqualTo("wrong price");
    assertThat(sequence("mql").at("/paused/by").asString()).isEqualTo("marketing:marketing");
    assertThat(post("/api/v1/sequences/mql/resume", key(Role.MANAGER), "{}").json().path("paused").isNull()).isTrue();
    assertThat(post("/api/v1/sequences/mql/pause", key(Role.MARKETING), "{}").status()).isEqualTo(400);
    assertThat(post("/api/v1/sequences/none/pause", key(Role.MARKETING), "{\"why\":\"x\"}").status()).isEqualTo(404);
  }

  @Test
  void aTestGoesToOurOwnPeopleAlone() {
    key(Role.SALES);
    String path = "/api/v1/sequences/nurture/steps/guide/test-send";
    for (String own : new String[] {"rep1@vendor.example", "me@ours.example", "you@OTHER.example"}) {
      mail.sent.clear();
      Answer sent = post(path, key(Role.MARKETING), "{\"to\":\"" + own + "\"}");
      assertThat(sent.json().at("/mails/0/result").asString()).as(sent.body()).isEqualTo("accepted");
      assertThat(sent.json().at("/mails/0/topic").asString()).as("what stops it").isEqualTo("guides");
      assertThat(mail.sent).singleElement().satisfies(one -> {
        assertThat(one.content().subject()).startsWith("[Test] ");
        assertThat(one.to().address()).isEqualToIgnoringCase(own);
      });
    }
    mail.sent.clear();
    Answer refused = post(path, key(Role.MARKETING), "{\"to\":\"lead@acme.example\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains("leadloop.organisation.domains", "other.example, ours.example");
    assertThat(post("/api/v1/sequences/nurture/steps/none/test-send", key(Role.MARKETING), "{\"to\":\"me@ours.example\"}")
        .text("detail")).contains("its mails are guide, case-study");
    assertThat(mail.sent).isEmpty();
    assertThat(count("select count(*) from send")).isZero();
  }

  @Test
  void aCampaignIsPreviewedStartedAndStopped() {
    decide(newLead());
    String order =
        "\"sequence\":\"recycle-general\",\"segment\":{\"fact\":\"emailKind\",\"in\":[\"business\"]},\"ratePerMinute\":10";
    Answer preview = post("/api/v1/campaigns/preview", key(Role.MARKETING), "{" + order + "}");
    assertThat(preview.json().path("reach").asInt()).as(preview.body()).isPositive();
    assertThat(count("select count(*) from campaign")).isZero();
    assertThat(preview.json().at("/ends/0/sequence").asString()).as(preview.body()).isEqualTo("nurture");
    assertThat(preview.json().at("/ends/0/leadIds").size()).isEqualTo(preview.json().at("/ends/0/leads").asInt());
    Answer running = post("/api/v1/campaigns/preview", key(Role.MARKETING), "{\"sequence\":\"nurture\"}");
    assertThat(running.json().at("/passedOver/0/why").asString()).as(running.body()).isEqualTo("already-running");
    assertThat(running.json().at("/passedOver/0/message").asString()).isEqualTo("run this sequence already");
    assertThat(running.json().path("ends")).isEmpty();
    Answer started = post("/api/v1/campaigns", key(Role.MARKETING), "{\"id\":\"spring\"," + order + "}");
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    assertThat(post("/api/v1/campaigns", key(Role.MARKETING), "{\"id\":\"spring\"," + order + "}").status()).isEqualTo(202);
    assertThat(count("select count(*) from campaign")).isOne();
    Answer other = post("/api/v1/campaigns", key(Role.MARKETING), "{\"id\":\"spring\",\"sequence\":\"mql\"}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text("detail")).contains("give this one another id");
    assertThat(post("/api/v1/campaigns/spring/pause", key(Role.MARKETING), "{}").text("message"))
        .startsWith("Paused by marketing:marketing; begun for 0 of about");
    assertThat(post("/api/v1/campaigns/spring/stop", key(Role.ADMIN), "{}").text("state")).isEqualTo("STOPPED");
    assertThat(get("/api/v1/campaigns/spring", key(Role.MANAGER)).json().at("/links/temporal").asString())
        .contains("campaign%2Fspring");
    assertThat(post("/api/v1/campaigns", key(Role.MARKETING), "{\"id\":\"bad\",\"sequence\":\"mql\",\"segment\":{\"fakt\":1}}")
        .text("detail")).contains("a condition has exactly one of the keys");
    assertThat(post("/api/v1/campaigns/preview", key(Role.MARKETING),
        "{\"sequence\":\"mql\",\"segment\":{\"fact\":\"company\",\"in\":[\"" + "a\",\"".repeat(9_000) + "\"]}}").text("detail"))
        .contains("has more than 20000 characters");
  }

  @Test
  void whatALeadHasHadIsNotMailedAgainUnlessTheOrderSaysSo() {
    String lead = newLead();
    decide(lead);
    jdbc.sql("update lead_status set progress = jsonb_set(progress, '{sequenceRuns,recycle-budget@1}', :run::jsonb) where"
        + " lead_id = :lead")
        .param("run", "{\"occurrence\":1,\"since\":1,\"had\":{\"still-here\":1,\"business-case\":1,\"plan\":1}}")
        .param("lead", lead)
        .update();
    String campaign = "{\"sequence\":\"recycle-budget\"";
    Answer preview = post("/api/v1/campaigns/preview", key(Role.MARKETING), campaign + "}");
    assertThat(preview.json().path("had").asInt()).isEqualTo(1);
    int reach = preview.json().path("reach").asInt();
    Answer again = post("/api/v1/campaigns/preview", key(Role.MARKETING), campaign + ",\"again\":true}");
    assertThat(again.json().path("reach").asInt()).isEqualTo(reach + 1);
    Answer refused = post("/api/v1/leads/" + lead + "/nurture", key(Role.MARKETING), "{\"sequence\":\"recycle-budget\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("has had every mail of version 1", "again: true");
    Answer taken =
        post("/api/v1/leads/" + lead + "/nurture", key(Role.MARKETING), "{\"sequence\":\"recycle-budget\",\"again\":true}");
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.MARKETING)).body())
        .contains("Nurture sequence recycle-budget began, with the mails the lead has had");
    jdbc.sql("update lead_status set progress = jsonb_set(progress, '{sequenceRuns,recycle-budget@1,had}', '{\"plan\":1}') where"
        + " lead_id = :lead")
        .param("lead", lead).update();
    assertThat(get("/api/v1/leads/" + lead + "/why", key(Role.MARKETING)).body())
        .contains("had-before", "Not mailed again, since the lead had it before: plan of 'recycle-budget' version 1");
  }

  @Test
  void aRolloutIsPlannedBeforeItIsStarted() {
    Answer plan = get("/api/v1/policies/1/rollout", key(Role.MARKETING));
    String planId = plan.text("planId");
    Answer started = post("/api/v1/policies/1/rollout", key(Role.MANAGER), "{\"planId\":\"" + planId + "\"}");
    assertThat(started.status()).isEqualTo(202);
    assertThat(post("/api/v1/policies/1/rollout/stop", key(Role.MANAGER), "").status()).isEqualTo(200);
    for (String order : List.of("resume", "pause")) {
      Answer over = post("/api/v1/policies/1/rollout/" + order, key(Role.MANAGER), "");
      assertThat(over.status()).as(order).isEqualTo(409);
      assertThat(over.text("detail")).contains("Nothing was changed").containsPattern("was stopped for good|is done");
    }
    assertThat(jdbc.sql("select action from audit where target = 'policy/1' and action like 'policy_roll%' order by audit_id")
        .query(String.class).list()).containsExactly("policy_rolled_out", "policy_rollout_stopped");
    Answer stale = post("/api/v1/policies/1/rollout", key(Role.MANAGER), "{\"planId\":\"old\"}");
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.text("detail")).contains("read it again and start that one");
    assertThat(get("/api/v1/policies/99/rollout", key(Role.ADMIN)).status()).isEqualTo(404);
  }

  /** Last, since leads of the other tests are to enter under the starter policy. */
  @Test
  @Order(Integer.MAX_VALUE)
  void anEditIsPublishedAndItsPlanSaysWhatMovesWhere() {
    decide(newLead());
    String edited = get("/api/v1/policies/1", key(Role.ADMIN)).body().replace("{ id: guide, after: 1h", "{ id: hello, after: 1h");
    Map<String, String> yaml = Map.of("Content-Type", "application/yaml");
    Answer broken = call("POST", "/api/v1/policies", key(Role.ADMIN), edited.replace("window: 180d", "window: soon"), yaml);
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.text("detail")).contains("line ").contains("must be a time such as");
    Answer published = call("POST", "/api/v1/policies", key(Role.ADMIN), edited, yaml);
    assertThat(published.status()).as(published.body()).isEqualTo(201);
    JsonNode plan = get(published.text("rollout"), key(Role.MARKETING)).json();
    assertThat(plan.path("leads").asInt()).isPositive();
    assertThat(plan.path("withoutPlace").asInt()).isPositive();
    assertThat(plan.path("moves").toString()).contains("has no step 'guide' in 'nurture'");
    anOlderDocumentIsPublishedAnew(edited, published.json().path("version").asInt());
  }

  private void anOlderDocumentIsPublishedAnew(String edited, int inForce) {
    String older = get("/api/v1/policies/1", key(Role.ADMIN)).body();
    Map<String, String> monday = Map.of("Content-Type", "application/yaml", "Idempotency-Key", "monday-" + inForce);
    Map<String, String> tuesday = Map.of("Content-Type", "application/yaml", "Idempotency-Key", "tuesday-" + inForce);
    assertThat(call("POST", "/api/v1/policies", key(Role.ADMIN), older, monday).json().path("version").asInt())
        .isEqualTo(inForce + 1);
    String lead = newLead();
    decide(lead);
    assertThat(get("/api/v1/leads/" + lead, key(Role.MARKETING)).json().path("policyVersion").asInt()).isEqualTo(inForce + 1);
    assertThat(call("POST", "/api/v1/policies", key(Role.ADMIN), edited, tuesday).json().path("version").asInt())
        .isEqualTo(inForce + 2);
    Answer repeated = call("POST", "/api/v1/policies", key(Role.ADMIN), older, monday);
    assertThat(repeated.json().path("version").asInt()).as(repeated.body()).isEqualTo(inForce + 1);
    Answer reused = call("POST", "/api/v1/policies", key(Role.ADMIN), older, tuesday);
    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.text("detail")).contains("Nothing was published", "Use another key");
    assertThat(get("/api/v1/policies", key(Role.MARKETING)).json().at("/policies/0/version").asInt()).isEqualTo(inForce + 2);
  }

  private JsonNode sequence(String id) {
    for (JsonNode one : get("/api/v1/sequences", key(Role.MARKETING)).json().path("sequences")) {
      if (one.path("id").asString().equals(id)) {
        return one;
      }
    }
    throw new AssertionError("no sequence " + id);
  }
}
