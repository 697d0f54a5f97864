package dev.leadloop.api.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The calls over real decisions. */
class TimelineTest extends DecidingApiTest {
  @Test
  void leadShowsStageScoreOwnerDeadlineAndWhatComesNext() {
    String lead = handedOver();
    JsonNode found = get("/api/v1/leads/" + lead, key(Role.MANAGER)).json();
    assertThat(found.path("stage").asString()).as(found.toString()).isEqualTo("SQL");
    assertThat(found.path("owner").asString()).isEqualTo("rep-1");
    assertThat(found.at("/sla/level").asString()).isEqualTo("ON_TRACK");
    assertThat(found.at("/next/what").asString()).isNotEmpty();
    assertThat(found.path("pending").asInt()).isZero();
    assertThat(get("/api/v1/leads?stage=SQL&owner=rep-1", key(Role.MANAGER)).body()).contains(lead);
  }

  @Test
  void scoreIsExplainedNowAndAtAPastInstant() {
    String lead = handedOver();
    JsonNode score = get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json();
    assertThat(score.path("contributions").toString()).contains("d1", "p1");
    assertThat(score.path("score").asInt())
        .isEqualTo(get("/api/v1/leads/" + lead, key(Role.MANAGER)).json().path("score").asInt());
    Instant before =
        jdbc.sql("select min(at) from lifecycle_event where lead_id = :lead").param("lead", lead)
            .query(java.time.OffsetDateTime.class).single().toInstant();
    JsonNode past = get("/api/v1/leads/" + lead + "/score?at=" + before, key(Role.MANAGER)).json();
    assertThat(past.path("score").asInt()).as(past.toString()).isZero();
    assertThat(get("/api/v1/leads/" + lead + "/score?at=2020-01-01T00:00:00Z", key(Role.MANAGER)).status()).isEqualTo(404);
    assertThat(get("/api/v1/leads/" + lead + "/score?at=2150-01-01T00:00:00Z", key(Role.MANAGER)).status()).isEqualTo(400);
  }

  @Test
  void scoreAsDecidedAndScoreOfNowAreBothNamed() {
    String lead = handedOver();
    JsonNode found = get("/api/v1/leads/" + lead, key(Role.MANAGER)).json();
    assertThat(Instant.parse(found.path("scoreAsOf").asString()))
        .isBeforeOrEqualTo(Instant.parse(found.path("decidedAt").asString()));
    assertThat(found.at("/scoreNow/value").asInt()).isEqualTo(found.path("score").asInt());
    jdbc.sql("update signal set occurred_at = occurred_at - interval '60 days' where lead_id = :lead").param("lead", lead)
        .update();
    JsonNode later = get("/api/v1/leads/" + lead, key(Role.MANAGER)).json();
    assertThat(later.path("score").asInt()).isEqualTo(found.path("score").asInt());
    assertThat(later.at("/scoreNow/value").asInt()).isLessThan(later.path("score").asInt());
    JsonNode score = get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json();
    assertThat(score.path("score").asInt()).isEqualTo(later.at("/scoreNow/value").asInt());
    assertThat(score.at("/decided/score").asInt()).isEqualTo(later.path("score").asInt());
    assertThat(score.at("/decided/asOf").asString()).isEqualTo(later.path("scoreAsOf").asString());
    assertThat(get("/v3/api-docs", NO_KEY).body())
        .contains("at `scoreAsOf`; `scoreNow` is what it is by now",
            "`decided` is what the decisions up to then had written down");
  }

  @Test
  void pointsOfEveryScoreAddUpAlsoAtTheFloor() {
    String lead = post(
            "/api/v1/leads",
            key(Role.MARKETING),
            "{\"email\":\"floor@mailinator.net\",\"title\":\"Student\",\"answers\":{\"need\":\"none\"}}")
        .text("leadId");
    decide(lead);
    JsonNode floor = get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json();
    assertThat(floor.path("score").asInt()).isEqualTo(-100);
    assertThat(floor.path("negative").asInt()).isEqualTo(-110);
    assertThat(floor.toString()).contains("no score is below -100");
    assertAddsUp(floor);
    String busy = handedOver();
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      events.append(i == 0 ? "" : ",").append("{\"eventId\":\"m").append(i).append("\",\"leadId\":\"").append(busy)
          .append("\",\"type\":\"").append(i % 3 == 0 ? "email_open" : i % 3 == 1 ? "ebook_download" : "pricing_page_view")
          .append("\",\"occurredAt\":\"").append(Instant.now().minusSeconds(i * 40_000L)).append("\"}");
    }
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[" + events + "]}");
    decide(busy);
    JsonNode capped = get("/api/v1/leads/" + busy + "/score", key(Role.MANAGER)).json();
    assertThat(capped.toString()).contains("RULE_CAP", "no more than 20 for ebook downloaded");
    assertAddsUp(capped);
  }

  private static void assertAddsUp(JsonNode score) {
    for (String points : new String[] {"counted", "decayed"}) {
      BigDecimal sum = BigDecimal.ZERO;
      BigDecimal fit = BigDecimal.ZERO;
      for (JsonNode part : score.path("contributions")) {
        BigDecimal counted = new BigDecimal(part.path(points).asString());
        if (part.path("layer").asString().equals("FIT")) {
          fit = fit.add(counted);
        } else {
          sum = sum.add(counted);
        }
      }
      assertThat(sum).as("%s of %s", points, score).isEqualByComparingTo(score.path("score").asInt() + "");
      assertThat(fit).isEqualByComparingTo(score.path("fit").asInt() + "");
    }
  }

  @Test
  void pastScoreGoesByTheFactsOfThen() {
    String address = "past-" + UUID.randomUUID() + "@works.example";
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\",\"title\":\"Intern\"}")
        .text("leadId");
    decide(lead);
    Instant then = Instant.now();
    JsonNode before = get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json();
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\",\"title\":\"CEO\",\"companySize\":150}");
    decide(lead);
    assertThat(get("/api/v1/leads/" + lead + "/score", key(Role.MANAGER)).json().path("fit").asInt()).isEqualTo(75);
    JsonNode past = get("/api/v1/leads/" + lead + "/score?at=" + then, key(Role.MANAGER)).json();
    assertThat(past.path("contributions")).isEqualTo(before.path("contributions"));
    assertThat(past.path("score").asInt()).isEqualTo(-30);
    assertThat(past.path("fit").asInt()).isEqualTo(15);
    Answer never = get("/api/v1/leads/" + lead + "/score?at=2020-01-01T00:00:00Z", key(Role.MANAGER));
    assertThat(never.status()).isEqualTo(404);
    assertThat(never.text("detail")).startsWith("There was no such lead at 2020-01-01T00:00:00Z: it came in at ");
  }

  @Test
  void requestOfLongAgoIsToldAndHandsNothingOver() {
    String lead = post("/api/v1/leads", key(Role.MARKETING),
            "{\"email\":\"old-" + UUID.randomUUID()
                + "@works.example\",\"title\":\"Marketing Director\",\"companySize\":150,\"country\":\"US\"}")
        .text("leadId");
    decide(lead);
    post("/api/v1/events", key(Role.MARKETING),
        "{\"events\":[{\"eventId\":\"d190\",\"leadId\":\"" + lead + "\",\"type\":\"demo_requested\",\"occurredAt\":\""
            + Instant.now().minus(Duration.ofDays(190)) + "\"}]}");
    decide(lead);
    assertThat(get("/api/v1/leads/" + lead, key(Role.MANAGER)).json().path("stage").asString()).isEqualTo("NURTURING");
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.MANAGER)).json().path("lines").findValuesAsString("what"))
        .anyMatch(what -> what.startsWith("No handoff for demo requested of ") && what.contains("within 30 days"));
  }

  @Test
  void rejectionIsToldInTheTimelineAndExplainedByWhy() {
    String lead = handedOver();
    Answer rejected =
        post("/api/v1/leads/" + lead + "/reject", key(Role.SALES), "{\"reason\":\"no_budget\",\"note\":\"Autumn.\"}");
    assertThat(rejected.status()).as(rejected.body()).isEqualTo(200);
    assertThat(rejected.json().at("/lead/stage").asString()).isEqualTo("NURTURING");
    Answer timeline = get("/api/v1/leads/" + lead + "/timeline?limit=500", key(Role.MARKETING));
    assertThat(timeline.json().path("lines").findValuesAsString("what"))
        .anyMatch(what -> what.startsWith("Handoff 1 offered to rep-1"))
        .anyMatch(what -> what.startsWith("Handoff 1 of rep-1 ended: rejected by rep:rep-1: no budget"))
        .anyMatch(what -> what.startsWith("Lead came in from webinar"));
    assertThat(timeline.body()).contains("Autumn.", "\"by\":\"rep:rep-1\"");
    assertThat(timeline.json().path("lines").findValuesAsString("type")).contains("entered", "cycle_ended", "recycled");
    JsonNode why = get("/api/v1/leads/" + lead + "/why", key(Role.MARKETING)).json();
    assertThat(why.path("because").findValuesAsString("code")).as(why.toString()).contains("parked", "fresh-evidence");
  }

  @Test
  void timelineIsReadPageByPageWithoutGaps() {
    String lead = handedOver();
    int all = get("/api/v1/leads/" + lead + "/timeline?limit=500", key(Role.MANAGER)).json().path("lines").size();
    int read = 0;
    String before = "";
    do {
      JsonNode page = get("/api/v1/leads/" + lead + "/timeline?limit=3" + before, key(Role.MANAGER)).json();
      read += page.path("lines").size();
      before = page.path("next").isString() ? "&before=" + page.path("next").asString() : "";
    } while (!before.isEmpty());
    assertThat(all).isGreaterThan(3);
    assertThat(read).isEqualTo(all);
  }

  @Test
  void loserOfTwoAnswersIsToldWhoWon() {
    String lead = handedOver();
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{\"cycle\":1}").status()).isEqualTo(200);
    Answer late = post("/api/v1/leads/" + lead + "/accept", key(Role.MANAGER), "{\"cycle\":1}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.problem()).isEqualTo("cycle-over");
    assertThat(late.text("detail")).contains("accepted by rep:rep-1");
    assertThat(late.json().at("/lead/stage").asString()).isEqualTo("ACCEPTED");
  }

  @Test
  void handoffsAreListedOpenAndPast() {
    String lead = handedOver();
    String mine = "/api/v1/handoffs?owner=rep-1&leadId=" + lead;
    assertThat(get(mine, key(Role.MANAGER)).json().at("/handoffs/0/trigger").asString()).isEqualTo("demo_requested");
    assertThat(get("/api/v1/reps", key(Role.MANAGER)).json().path("reps"))
        .anyMatch(rep -> rep.path("id").asString().equals("rep-1") && rep.path("openHandoffs").asInt() > 0);
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{}").status()).isEqualTo(200);
    assertThat(get(mine, key(Role.MANAGER)).json().path("handoffs")).isEmpty();
    assertThat(get(mine + "&state=past", key(Role.MANAGER)).json().at("/handoffs/0/endedHow").asString()).isEqualTo("ACCEPTED");
    assertThat(get("/api/v1/handoffs?level=LATE", key(Role.MANAGER)).text("detail")).contains("ESCALATED");
    assertThat(get("/api/v1/handoffs?from=monday", key(Role.MANAGER)).status()).isEqualTo(400);
  }

  @Test
  void policiesAreReadAsPublished() {
    assertThat(get("/api/v1/policies", key(Role.MARKETING)).json().path("policies"))
        .anyMatch(policy -> policy.path("version").asInt() == 1);
    Answer document = get("/api/v1/policies/1", key(Role.MARKETING));
    assertThat(document.header("Content-Type")).startsWith("application/yaml");
    assertThat(document.body()).isEqualTo(PolicyCatalog.starter());
    assertThat(get("/api/v1/policies/99", key(Role.MARKETING)).status()).isEqualTo(404);
  }
}
