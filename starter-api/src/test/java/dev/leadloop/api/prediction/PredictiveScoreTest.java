package dev.leadloop.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.prediction.training.Learnings;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Role;
import dev.leadloop.temporal.learning.LearningProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The learned score from recorded outcomes to a lead, through calls. It has a database of its own. */
@TestPropertySource(properties = {"spring.application.name=predictive-score", "leadloop.prediction.learn-every=0"})
class PredictiveScoreTest extends DecidingApiTest {
  @Autowired private Learnings learnings;
  @Autowired private ModelStore models;
  @Autowired private ModelDesk desk;
  @Autowired private LeadStore leadStore;
  @Autowired private PolicyCatalog policies;

  private JsonNode learned() {
    JsonNode ordered = post("/api/v1/predictive-score/learn", key(Role.MANAGER), "").json();
    assertThat(ordered.path("learning").asBoolean()).isTrue();
    assertThat(post("/api/v1/predictive-score/learn", key(Role.MANAGER), "").status()).isEqualTo(202);
    String id = learnings.latest().orElseThrow().id();
    // As two workers may that both think the other dead.
    CompletableFuture<LearningProgress> other = CompletableFuture.supplyAsync(() -> learnings.learn(id));
    LearningProgress progress = learnings.learn(id);
    assertThat(other.join()).isEqualTo(progress);
    assertThat(learnings.learn(id)).as("what is done is not done again").isEqualTo(progress);
    assertThat(learnings.giveUp(id, "gone")).isEqualTo(progress);
    return get("/api/v1/predictive-score", key(Role.MANAGER)).json();
  }

  @Test
  void learnsWhatThereIsEnoughOfAndKeepsAWorseOneUntilSomebodyUsesIt() throws Exception {
    String lead = handedOver();
    JsonNode refused = learned();
    assertThat(refused.path("said").asString()).contains("600 leads").contains("So far there are 0");
    assertThat(refused.path("models")).isEmpty();
    assertThat(get("/api/v1/leads/" + lead + "/predictive-score", key(Role.MANAGER)).status()).isEqualTo(404);

    tellPast(1_000);
    JsonNode first = learned();
    assertThat(first.path("said").isNull()).as(first.toString()).isTrue();
    assertThat(first.path("inUse").asInt()).isEqualTo(1);
    JsonNode evaluation = first.at("/models/0/evaluation");
    assertThat(evaluation.path("auc").asDouble()).isBetween(0.65, 0.95);
    assertThat(evaluation.path("brier").asDouble()).isLessThan(evaluation.path("brierOfBase").asDouble());
    assertThat(first.at("/models/0/provenance/leads").asInt()).isEqualTo(800);
    JsonNode of = get("/api/v1/leads/" + lead + "/predictive-score", key(Role.MANAGER)).json();
    assertThat(of.path("probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(of.path("factors")).isNotEmpty();

    assertThat(learnings.beginIfDue(Duration.ofDays(7))).as("it is not yet time").isFalse();
    assertThat(learned().path("models")).hasSize(2);
    assertThat(models.newest(2).get(0).trained().model()).as("the same leads give the same")
        .isEqualTo(models.newest(2).get(1).trained().model());
    assertThat(models.newest(2).get(0).trained().provenance().dataHash())
        .isEqualTo(models.newest(2).get(1).trained().provenance().dataHash());
    assertThat(desk.predict(leadStore.find(new LeadId(lead)).orElseThrow()).orElseThrow().version()).isEqualTo(2);

    // From some time on the source says the contrary: what is learned of the time before is wrong for the latest leads.
    jdbc.sql("update lead set source = case source when 'referral' then 'google' else 'referral' end"
        + " where lead_id like 'past-%' and lead_id < 'past-0800'").update();
    assertThat(learnings.beginIfDue(Duration.ZERO)).isTrue();
    assertThat(learnings.beginIfDue(Duration.ZERO)).as("one is under way").isFalse();
    LearningProgress third = learnings.learn(learnings.latest().orElseThrow().id());
    assertThat(third.version()).isEqualTo(3);
    assertThat(third.said()).contains("waits for somebody").contains("worse for the latest leads than version 2");
    assertThat(desk.inUse().orElseThrow().version()).as("it waits for a person").isEqualTo(2);
    Foretelling before = policies.foretelling();
    pagesSayTheSame(lead);
    pointsBecomeADraftThatIsTried();
    assertThat(post("/api/v1/predictive-score/3/use", key(Role.MARKETING), "").json().path("inUse").asInt()).isEqualTo(3);
    LeadProfile profile = leadStore.find(new LeadId(lead)).orElseThrow().profile();
    Instant now = Instant.now();
    assertThat(before.of(profile, List.of(), now).model()).as("what was made before knows nothing later").isEqualTo(2);
    assertThat(policies.foretelling().of(profile, List.of(), now).model()).isEqualTo(3);
    assertThat(policies.foretelling().of(profile, List.of(), now.minus(Duration.ofDays(1)))).isNull();
    policyGoesByIt();
    assertThat(post("/api/v1/predictive-score/99/use", key(Role.MARKETING), "").status()).isEqualTo(404);
    assertThat(post("/api/v1/predictive-score/3/use", key(Role.SALES), "").status()).isEqualTo(403);
  }

  /** A policy that goes by the score decides by the model in use, and its record says by which. */
  private void policyGoesByIt() {
    String document = PolicyCatalog.starter()
        .replaceFirst("    - \\{ by: score, score: 60, fit: 25 }", "    - { by: score, predicted: 2 }")
        .replaceFirst("    - \\{ by: score, score: 120, fit: 40 }", "    - { by: score, predicted: 2, engagement: 200 }");
    assertThat(policies.publish(document, "test").asksForPrediction()).isTrue();
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"new@fox.example.com\",\"source\":\"referral\"}")
        .json().path("leadId").asString();
    decide(lead);
    post("/api/v1/events", key(Role.MARKETING),
        "{\"events\":[{\"eventId\":\"read-1\",\"leadId\":\"" + lead + "\",\"type\":\"ebook_download\"}]}");
    decide(lead);
    assertThat(get("/api/v1/leads/" + lead, key(Role.MANAGER)).json().path("stage").asString()).isEqualTo("MQL");
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.MANAGER)).body())
        .containsPattern("the predictive score reached \\d+ by model 3");
    assertThat(jdbc.sql("select entry->'score'->'foretold'->>'model' from lifecycle_event where lead_id = :lead"
        + " and type = 'scored' order by seq desc, n desc limit 1").param("lead", lead).query(String.class).single())
        .isEqualTo("3");
  }

  private void pagesSayTheSame(String lead) throws Exception {
    Browser marketing = new Browser(port);
    marketing.signIn("me", key(Role.MARKETING));
    Document page = Jsoup.parse(marketing.open("/policies/prediction").body());
    assertThat(page.select("tr[data-row]")).hasSize(3);
    assertThat(page.select("svg[role=img] circle")).hasSize(10);
    assertThat(page.text()).contains("It waits for somebody to use it").contains("How good version 2 is");
    assertThat(Jsoup.parse(marketing.open("/policies/prediction?version=1").body()).text()).contains("How good version 1 is");
    assertThat(marketing.open("/policies/prediction.csv").body().lines().count()).isEqualTo(4);
    assertThat(Jsoup.parse(marketing.open("/leads/" + lead).body()).select("#foretold-title").parents().text())
        .contains("by version 2 of the predictive score, which has seen 1,000 outcomes").contains("times the odds");
  }

  private void pointsBecomeADraftThatIsTried() {
    var made = post("/api/v1/predictive-score/2/draft", key(Role.MARKETING), "");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String draft = made.json().path("draft").asString();
    String document = get("/api/v1/policies/drafts/" + draft, key(Role.MARKETING)).body();
    assertThat(document).contains("points");
    JsonNode tried = get("/api/v1/backtests/" + made.json().path("backtestId").asString(), key(Role.MARKETING)).json();
    assertThat(tried.toString()).contains("\"" + draft + "\"");
    assertThat(policies.latest().version()).as("nothing is published").isEqualTo(1);
    assertThat(post("/api/v1/predictive-score/99/draft", key(Role.MARKETING), "").status()).isEqualTo(404);
    assertThat(post("/api/v1/predictive-score/2/draft", key(Role.SALES), "").status()).isEqualTo(403);
  }

  /** Leads whose past was told: those that came by a referral were won mostly. */
  private void tellPast(int many) {
    jdbc.sql(
            """
            insert into lead (lead_id, created_at, updated_at, company_size, title, source)
            select 'past-' || lpad(n::text, 4, '0'), :from::timestamptz + n * interval '1 hour', now(),
                   case when n % 2 = 0 then 300 end,
                   case when n % 5 = 0 then 'Marketing Director' end,
                   case when n % 3 = 0 then 'referral' else 'google' end from generate_series(0, :many - 1) n""")
        .param("from", "2024-01-01T00:00:00Z").param("many", many).update();
    jdbc.sql(
            """
            insert into measure_lead (lead_id, entered_at, entered_policy, stage, stage_at, won_at, lost_at)
            select lead_id, created_at, 1, case when won then 'WON' else 'LOST' end, created_at + :later::interval,
                   case when won then created_at + :later::interval end, case when not won then created_at + :later::interval end
              from (select l.*, (hashtext(lead_id) & 1023) < case when source = 'referral' then 800 else 150 end as won
                      from lead l where lead_id like 'past-%') l""")
        .param("later", Duration.ofDays(2).toString()).update();
  }
}
