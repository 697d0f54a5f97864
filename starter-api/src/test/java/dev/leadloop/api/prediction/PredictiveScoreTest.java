package dev.leadloop.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.lead.LeadId;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.SignalStore;
import dev.leadloop.security.Role;
import dev.leadloop.view.LeadReadStore;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The learned score from recorded outcomes to a lead, through calls. It has a database of its own. */
@TestPropertySource(properties = "spring.application.name=predictive-score")
class PredictiveScoreTest extends DecidingApiTest {
  @Autowired private HandedOverStore leads;
  @Autowired private ModelStore models;
  @Autowired private LeadStore leadStore;
  @Autowired private PolicyCatalog policies;

  private JsonNode learned() throws InterruptedException {
    assertThat(post("/api/v1/predictive-score/learn", key(Role.MANAGER), "").status()).isEqualTo(202);
    JsonNode score = get("/api/v1/predictive-score", key(Role.MANAGER)).json();
    for (int i = 0; i < 600 && score.path("learning").asBoolean(); i++) {
      Thread.sleep(100);
      score = get("/api/v1/predictive-score", key(Role.MANAGER)).json();
    }
    return score;
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

    ModelDesk again = new ModelDesk(leads, models, new SignalStore(jdbc), new LeadReadStore(jdbc), policies,
        InstantSource.system());
    assertThat(again.learn("user:test")).isEqualTo(2);
    assertThat(models.newest(2).get(0).trained().model()).as("the same leads give the same")
        .isEqualTo(models.newest(2).get(1).trained().model());
    assertThat(models.newest(2).get(0).trained().provenance().dataHash())
        .isEqualTo(models.newest(2).get(1).trained().provenance().dataHash());
    assertThat(again.predict(leadStore.find(new LeadId(lead)).orElseThrow()).orElseThrow().version()).isEqualTo(2);

    // From some time on the source says the contrary: what is learned of the time before is wrong for the latest leads.
    jdbc.sql("update lead set source = case source when 'referral' then 'google' else 'referral' end"
        + " where lead_id like 'past-%' and lead_id < 'past-0800'").update();
    assertThat(again.learn("user:test")).isEqualTo(3);
    assertThat(again.inUse().orElseThrow().version()).as("it waits for a person").isEqualTo(2);
    assertThat(post("/api/v1/predictive-score/3/use", key(Role.MARKETING), "").json().path("inUse").asInt()).isEqualTo(3);
    assertThat(post("/api/v1/predictive-score/99/use", key(Role.MARKETING), "").status()).isEqualTo(404);
    assertThat(post("/api/v1/predictive-score/3/use", key(Role.SALES), "").status()).isEqualTo(403);
  }

  /** Leads whose past was told: those that came by a referral were won mostly. */
  private void tellPast(int many) {
    jdbc.sql(
            """
            insert into lead (lead_id, created_at, updated_at, source)
            select 'past-' || lpad(n::text, 4, '0'), :from::timestamptz + n * interval '1 hour', now(),
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
