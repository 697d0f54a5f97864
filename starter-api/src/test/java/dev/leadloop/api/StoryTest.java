package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The calls over real decisions. */
class StoryTest extends DecidingApiTest {
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
        jdbc.sql("select min(at) from lifecycle_event where lead_id = :lead").param("lead", lead).query(java.time.OffsetDateTime.class).single().toInstant();
    JsonNode past = get("/api/v1/leads/" + lead + "/score?at=" + before, key(Role.MANAGER)).json();
    assertThat(past.path("score").asInt()).as(past.toString()).isZero();
    assertThat(get("/api/v1/leads/" + lead + "/score?at=2020-01-01T00:00:00Z", key(Role.MANAGER)).status()).isEqualTo(404);
    assertThat(get("/api/v1/leads/" + lead + "/score?at=2150-01-01T00:00:00Z", key(Role.MANAGER)).status()).isEqualTo(400);
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
    assertThat(get("/api/v1/reps", key(Role.MANAGER)).json().at("/reps/0/openHandoffs").asInt()).isPositive();
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{}").status()).isEqualTo(200);
    assertThat(get(mine, key(Role.MANAGER)).json().path("handoffs")).isEmpty();
    assertThat(get(mine + "&state=past", key(Role.MANAGER)).json().at("/handoffs/0/endedHow").asString()).isEqualTo("ACCEPTED");
    assertThat(get("/api/v1/handoffs?level=LATE", key(Role.MANAGER)).text("detail")).contains("ESCALATED");
    assertThat(get("/api/v1/handoffs?from=monday", key(Role.MANAGER)).status()).isEqualTo(400);
  }

  @Test
  void policiesAreReadAsPublished() {
    assertThat(get("/api/v1/policies", key(Role.MARKETING)).json().at("/policies/0/version").asInt()).isEqualTo(1);
    Answer document = get("/api/v1/policies/1", key(Role.MARKETING));
    assertThat(document.header("Content-Type")).startsWith("application/yaml");
    assertThat(document.body()).isEqualTo(PolicyCatalog.starter());
    assertThat(get("/api/v1/policies/99", key(Role.MARKETING)).status()).isEqualTo(404);
  }
}
