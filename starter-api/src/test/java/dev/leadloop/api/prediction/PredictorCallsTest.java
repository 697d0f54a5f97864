package dev.leadloop.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.Outcome;
import dev.leadloop.prediction.PredictorDesk;
import dev.leadloop.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What leads had before they were handed over is held against what became of them, and what they did later is not. */
class PredictorCallsTest extends DecidingApiTest {
  @Autowired private HandedOverStore store;
  @Autowired private PolicyCatalog policies;

  private List<HandedOver> all(Instant asOf) {
    List<HandedOver> found = new ArrayList<>();
    String next = "";
    while (next != null) {
      HandedOverStore.Part part = store.after(next, 3, true, asOf);
      found.addAll(part.leads());
      next = part.next();
    }
    return found;
  }

  private HandedOver of(String lead, Instant asOf) {
    return all(asOf).stream().filter(one -> one.leadId().equals(lead)).findFirst().orElseThrow();
  }

  @Test
  void whatComesAfterTheHandoffIsNotKnown() {
    String lead = handedOver();
    post("/api/v1/leads", key(Role.MARKETING),
        "{\"leadId\":\"" + lead + "\",\"title\":\"Student\",\"companySize\":3,\"answers\":{\"budget\":\"none\"}}");
    post("/api/v1/events", key(Role.MARKETING),
        "{\"events\":[{\"eventId\":\"late-1\",\"leadId\":\"" + lead + "\",\"type\":\"ebook_download\"},"
            + "{\"eventId\":\"late-2\",\"leadId\":\"" + lead + "\",\"type\":\"case_study_view\",\"occurredAt\":\""
            + Instant.now().minus(Duration.ofDays(3)) + "\"}]}");
    decide(lead);
    HandedOver then = of(lead, Instant.now());
    assertThat(then.signals()).extracting(signal -> signal.type()).contains("pricing_page_view", "demo_requested")
        .doesNotContain("ebook_download", "case_study_view");
    assertThat(then.profile().fact("title")).isEqualTo("Marketing Director");
    assertThat(then.profile().fact("companySize")).isEqualTo("150");
    assertThat(then.profile().answers()).doesNotContainKey("budget");
  }

  @Test
  void outcomesAreReachedOverOrOpen() {
    String accepted = handedOver();
    post("/api/v1/leads/" + accepted + "/accept", key(Role.SALES), "{\"cycle\":1}");
    decide(accepted);
    String rejected = handedOver();
    post("/api/v1/leads/" + rejected + "/reject", key(Role.SALES), "{\"reason\":\"no_budget\",\"note\":\"Autumn.\"}");
    decide(rejected);
    String open = handedOver();
    String never = newLead();
    decide(never);
    Instant now = Instant.now();
    assertThat(outcomes(of(accepted, now))).containsExactly(Outcome.REACHED, Outcome.OPEN, Outcome.OPEN);
    assertThat(outcomes(of(rejected, now))).containsExactly(Outcome.OVER, Outcome.OVER, Outcome.OVER);
    assertThat(outcomes(of(open, now))).containsExactly(Outcome.OPEN, Outcome.OPEN, Outcome.OPEN);
    Instant later = now.plus(HandedOverStore.PATIENCE).plusSeconds(1);
    assertThat(outcomes(of(open, later))).containsExactly(Outcome.OVER, Outcome.OVER, Outcome.OVER);
    assertThat(all(now)).extracting(HandedOver::leadId).doesNotContain(never).doesNotHaveDuplicates();
  }

  @Test
  void whatCameOfAnotherHandoffIsNotCountedForTheFirst() {
    String lead = handedOver();
    post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{\"cycle\":1}");
    decide(lead);
    Instant now = Instant.now().plus(Duration.ofDays(3));
    jdbc.sql("update measure_lead set accepted_at = sql_at + interval '2 hours', opportunity_at = sql_at + interval '3 hours'"
        + " where lead_id = :lead").param("lead", lead).update();
    assertThat(outcomes(of(lead, now))).containsExactly(Outcome.REACHED, Outcome.REACHED, Outcome.OPEN);
    jdbc.sql("update measure_lead set accepted_at = sql_at - interval '1 day', opportunity_at = null where lead_id = :lead")
        .param("lead", lead).update();
    assertThat(of(lead, now).accepted()).as("it was accepted before: of this handoff nothing is known").isEqualTo(Outcome.OPEN);
    jdbc.sql("update measure_lead set accepted_at = sql_at + interval '2 hours', won_at = sql_at + interval '3 hours'"
        + " where lead_id = :lead").param("lead", lead).update();
    jdbc.sql("insert into measure_visit (lead_id, seq, n, stage, entered_at, policy_version, entered_by)"
        + " select lead_id, 999, 0, 'SQL', sql_at + interval '1 hour', 1, 'SYSTEM' from measure_lead where lead_id = :lead")
        .param("lead", lead).update();
    assertThat(outcomes(of(lead, now))).as("it was given back, handed over again and accepted then")
        .containsExactly(Outcome.OVER, Outcome.OVER, Outcome.OVER);
  }

  private static List<Outcome> outcomes(HandedOver lead) {
    return List.of(lead.accepted(), lead.opportunity(), lead.won());
  }

  @Test
  void callPageAndFileSayTheSame() throws Exception {
    handedOver();
    PredictorDesk fresh = new PredictorDesk(store, policies, InstantSource.system());
    assertThat(fresh.look(1).counted()).isNotNull();
    JsonNode told = get("/api/v1/policies/1/signals-that-predict", key(Role.MARKETING)).json();
    assertThat(told.path("counting").asBoolean()).isFalse();
    assertThat(told.path("steps").size()).isEqualTo(3);
    int handedOver = told.path("handedOver").asInt();
    told.path("predictors").forEach(one -> one.path("steps").forEach(step ->
        assertThat(step.path("with").asInt() + step.path("open").asInt()).isEqualTo(one.path("leads").asInt())));
    Browser marketing = new Browser(port);
    marketing.signIn("me", key(Role.MARKETING));
    Document page = Jsoup.parse(marketing.open("/policies/1/signals-that-predict").body());
    assertThat(page.select("tr[data-row]")).hasSize(handedOver == 0 ? 0 : told.path("predictors").size());
    assertThat(Jsoup.parse(marketing.open("/policies/1").body()).select("a[href=/policies/1/signals-that-predict]")).hasSize(1);
    String file = marketing.open("/policies/1/signals-that-predict.csv").body();
    assertThat(file.lines().count()).isEqualTo(told.path("predictors").size() + 1L);
    assertThat(get("/api/v1/policies/999999/signals-that-predict", key(Role.ADMIN)).status()).isEqualTo(404);
    assertThat(marketing.open("/policies/999999/signals-that-predict").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/policies/1/signals-that-predict", key(Role.SALES)).status()).isEqualTo(403);
  }
}
