package dev.leadloop.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.desk.RepStore;
import dev.leadloop.security.Role;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pauses, snoozes, taking over and the times of a handoff, by HTTP and with real decisions. */
class DeskAnswersTest extends DecidingApiTest {

  private JsonNode handoff(String lead, int index) {
    return get("/api/v1/handoffs?state=all&leadId=" + lead, key(Role.SALES)).json().path("handoffs").path(index);
  }

  private static Instant instant(JsonNode node) {
    return OffsetDateTime.parse(node.asString()).toInstant();
  }

  @Test
  void aPauseMovesTheDeadlineAndASnoozeDoesNot() {
    String lead = handedOver();
    String path = "/api/v1/leads/" + lead;
    Instant deadline = instant(handoff(lead, 0).path("deadline"));
    Answer unknown = post(path + "/sla/pause", key(Role.MANAGER), "{\"reason\":\"lunch\"}");
    assertThat(unknown.status()).as(unknown.body()).isEqualTo(422);
    assertThat(unknown.text("detail")).contains("waiting_for_lead");
    assertThat(post(path + "/sla/pause", key(Role.MANAGER), "{\"reason\":\"waiting_for_lead\"}").status()).isEqualTo(200);
    assertThat(handoff(lead, 0).at("/paused/reason").asString()).isEqualTo("waiting_for_lead");
    assertThat(handoff(lead, 0).path("level").asString()).isEqualTo("PAUSED");
    assertThat(post(path + "/sla/resume", key(Role.MANAGER), "{}").status()).isEqualTo(200);
    assertThat(post(path + "/sla/resume", key(Role.MANAGER), "{}").status()).isEqualTo(409);
    assertThat(instant(handoff(lead, 0).path("deadline"))).isAfterOrEqualTo(deadline);
    Instant moved = instant(handoff(lead, 0).path("deadline"));
    Answer late = post(path + "/snooze", key(Role.MANAGER), "{\"until\":\"" + moved.plus(Duration.ofDays(30)) + "\"}");
    assertThat(late.status()).isEqualTo(422);
    Answer snoozed = post(path + "/snooze", key(Role.MANAGER), "{\"until\":\"" + Instant.now().plusSeconds(60) + "\"}");
    assertThat(snoozed.status()).as(snoozed.body()).isEqualTo(200);
    assertThat(instant(handoff(lead, 0).path("deadline"))).isEqualTo(moved);
    assertThat(handoff(lead, 0).path("snoozedUntil").isNull()).isFalse();
  }

  @Test
  void aColleagueTakesALeadOverAndTheFirstOwnerIsToldWho() {
    reps.save(new RepStore.Rep("rep-2", "Second", "rep2@vendor.example", "sales", false, true, null, null, RepStore.Work.FULL));
    String lead = handedOver();
    post("/api/v1/leads/" + lead + "/reassign", key(Role.MANAGER), "{\"toRep\":\"rep-2\"}");
    int cycle = get("/api/v1/handoffs?leadId=" + lead, key(Role.MANAGER)).json().at("/handoffs/0/cycle").asInt();
    Answer taken = post("/api/v1/leads/" + lead + "/takeover", key(Role.SALES), "{\"cycle\":" + cycle + "}");
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(taken.json().at("/lead/stage").asString()).isEqualTo("ACCEPTED");
    assertThat(taken.json().at("/lead/owner").asString()).isEqualTo("rep-1");
    Answer late = post("/api/v1/leads/" + lead + "/accept", key(Role.MANAGER), "{\"cycle\":" + cycle + "}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("detail")).contains("rep:rep-1");
    reps.save(new RepStore.Rep("rep-2", "Second", "rep2@vendor.example", "sales", false, false, null, null, RepStore.Work.FULL));
  }

  @Test
  void timesOfTheSystemAndOfSalesAreShownApart() {
    String lead = handedOver();
    assertThat(handoff(lead, 0).at("/times/systemSeconds").isNull()).as("not notified yet").isTrue();
    jdbc.sql("update effect set status = 'DONE', done_at = now() + interval '7 seconds' where lead_id = :lead and kind ="
        + " 'notify'")
        .param("lead", lead)
        .update();
    post("/api/v1/leads/" + lead + "/accept", key(Role.MANAGER), "{}");
    post("/api/v1/leads/" + lead + "/contact", key(Role.MANAGER), "{}");
    JsonNode times = handoff(lead, 0).path("times");
    assertThat(times.path("systemSeconds").asDouble()).isBetween(6.5, 12.0);
    assertThat(times.path("repSeconds").asLong()).isBetween(0L, 60L);
    assertThat(times.path("firstContactAt").isNull()).isFalse();
    assertThat(times.path("contactSeconds").asLong()).isBetween(0L, 60L);
    assertThat(handoff(lead, 0).path("timeZone").asString()).isNotEmpty();
    assertThat(instant(handoff(lead, 0).path("deadlineThere"))).isEqualTo(instant(handoff(lead, 0).path("deadline")));
  }

  /** By the call and by the view that measures and other programs read, of every handoff there is. */
  @Test
  void aHandoffThatNoSignalCausedHasNoSignal() {
    reps.save(new RepStore.Rep("rep-2", "Second", "rep2@vendor.example", "sales", false, true, null, null, RepStore.Work.FULL));
    String lead = handedOver();
    String other = handoff(lead, 0).path("owner").asString().equals("rep-1") ? "rep-2" : "rep-1";
    Answer moved = post("/api/v1/leads/" + lead + "/reassign", key(Role.MANAGER), "{\"toRep\":\"" + other + "\"}");
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    reps.save(new RepStore.Rep("rep-2", "Second", "rep2@vendor.example", "sales", false, false, null, null, RepStore.Work.FULL));
    jdbc.sql("update effect set status = 'DONE', done_at = now() where lead_id = :lead and kind = 'notify'").param("lead", lead)
        .update();
    Map<String, String> told = new TreeMap<>();
    JsonNode listed = get("/api/v1/handoffs?state=all&leadId=" + lead, key(Role.MANAGER)).json().path("handoffs");
    listed.forEach(one -> told.put(
        one.path("cycle").asString(), one.at("/times/signalAt").isNull() ? "none"
            : instant(one.at("/times/signalAt")).truncatedTo(ChronoUnit.MICROS).toString()));
    Map<String, String> viewed = new TreeMap<>();
    jdbc.sql("select cycle, signal_at from measure_handoff where lead_id = :lead").param("lead", lead).query(row -> {
      Instant signal = Times.outOrNull(row, "signal_at");
      viewed.put(row.getString("cycle"), signal == null ? "none" : signal.toString());
    });
    assertThat(told).hasSize(2).isEqualTo(viewed);
    assertThat(told.get("1")).isNotEqualTo("none");
    assertThat(told.get("2")).isEqualTo("none");
    assertThat(listed.path(0).at("/times/notifiedAt").isNull()).isFalse();
    assertThat(listed.path(0).at("/times/systemSeconds").isNull()).isTrue();
    assertThat(listed.path(1).at("/times/systemSeconds").isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody to tell", "not told: the lead was erased", "rejected: 550 no such mailbox", "rejected"})
  void aNoticeThatNobodyGotIsNoNotice(String result) {
    String lead = handedOver();
    String done =
        "update effect set status = 'DONE', done_at = now(), result = :result where lead_id = :lead and kind = 'notify'";
    jdbc.sql(done).param("result", result).param("lead", lead).update();
    assertThat(handoff(lead, 0).at("/times/notifiedAt").isNull()).isTrue();
    assertThat(handoff(lead, 0).at("/times/systemSeconds").isNull()).isTrue();
    jdbc.sql(done).param("result", "e-mail").param("lead", lead).update();
    assertThat(handoff(lead, 0).at("/times/notifiedAt").isNull()).isFalse();
    assertThat(handoff(lead, 0).at("/times/systemSeconds").isNumber()).isTrue();
  }

  @Test
  void aHandoffRejectedAsADuplicateClosesTheLeadWhateverItDoesLater() {
    String lead = handedOver();
    String path = "/api/v1/leads/" + lead;
    Answer rejected = post(path + "/reject", key(Role.MANAGER), "{\"reason\":\"duplicate\"}");
    assertThat(rejected.status()).as(rejected.body()).isEqualTo(200);
    assertThat(rejected.json().at("/lead/stage").asString()).isEqualTo("DISQUALIFIED");
    post("/api/v1/events", key(Role.MARKETING),
        "{\"events\":[{\"eventId\":\"d2\",\"leadId\":\"" + lead + "\",\"type\":\"demo_requested\"}]}");
    decide(lead);
    JsonNode now = get(path, key(Role.SALES)).json();
    assertThat(now.path("stage").asString()).isEqualTo("DISQUALIFIED");
    assertThat(now.path("next").isNull()).as("no win-back").isTrue();
    assertThat(handoff(lead, 0).path("reason").asString()).isEqualTo("duplicate");
    assertThat(handoff(lead, 1).isMissingNode()).as("no other handoff").isTrue();
    assertThat(get(path + "/timeline", key(Role.SALES)).body()).contains("the same person as another lead: duplicate");
    assertThat(get(path + "/why", key(Role.SALES)).body())
        .contains("review", "asked for sales: demo requested after it was disqualified");
  }

  @Test
  void theTimelineNamesWhoWasPassedOverAndWhy() {
    reps.save(new RepStore.Rep("rep-away", "Away", "away@vendor.example", "sales", false, true, Instant.now().minusSeconds(60),
        null, RepStore.Work.FULL));
    // It goes by turns, and not to whose the account is.
    jdbc.sql("delete from account_owner where name = 'acme.example'").update();
    String lead = handedOver();
    jdbc.sql("insert into account_owner values ('DOMAIN', 'acme.example', 'rep-1') on conflict do nothing").update();
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.SALES)).body()).contains("rep-away (absent)");
    reps.save(new RepStore.Rep("rep-away", "Away", "away@vendor.example", "sales", false, false, null, null, RepStore.Work.FULL));
  }
}
