package dev.leadloop.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.security.Role;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswersTest extends ApiTest {

  /** A lead that was offered to the rep of the sales key. */
  private String offered() {
    key(Role.SALES);
    String lead = newLead();
    jdbc.sql(
            """
            insert into handoff_cycle (lead_id, cycle, owner, queue, trigger, sla_class, assigned_at, deadline, level)
            values (:lead, 1, 'rep-1', false, 'sql', 'standard', now(), now() + interval '1 hour', 'ON_TRACK')""")
        .param("lead", lead)
        .update();
    return lead;
  }

  private void verdict(boolean applied, String code, String message) {
    workflows.behaviour.set((lead, event, patience) -> Optional.of(new Verdict(event, applied, code, message)));
  }

  @Test
  void answerIsRecordedBeforeItIsDecided() {
    String lead = offered();
    workflows.behaviour.set(
        (id, event, patience) -> {
          int stored =
              count("select count(*) from inbox where event_id = '" + event + "' and note = 'Said so' and kind = 'reject'"
                  + " and principal_kind = 'REP' and principal_id = 'rep-1' and ring_at > recorded_at");
          return Optional.of(new Verdict(event, stored == 1, stored == 1 ? "applied" : "failed", "rejected"));
        });
    Answer answer =
        post("/api/v1/leads/" + lead + "/reject", key(Role.SALES),
            "{\"cycle\":1,\"reason\":\"no_budget\",\"note\":\" Said so \"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("status")).isEqualTo("applied");
  }

  @Test
  void answerWithoutAVerdictStandsRecordedAndCanBeReadLater() {
    String lead = offered();
    Answer answer = call("POST", "/api/v1/leads/" + lead + "/accept", key(Role.SALES), null, Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    String where = answer.header("Location");
    assertThat(get(where, key(Role.SALES)).text("status")).isEqualTo("waiting");
    jdbc.sql(
            "update inbox set decided_seq = 1, verdict = jsonb_build_object('eventId', event_id, 'applied', false,"
                + " 'code', 'cycle-over', 'message', 'handoff 1 is over: accepted by rep:rep-2') where event_id = :event")
        .param("event", answer.text("eventId"))
        .update();
    Answer later = get(where, key(Role.SALES));
    assertThat(later.text("status")).isEqualTo("refused");
    assertThat(later.text("message")).contains("rep:rep-2");
    assertThat(get("/api/v1/leads/" + lead + "/answers/other", key(Role.SALES)).status()).isEqualTo(404);
  }

  @Test
  void refusalsSayWhyAndWhoWon() {
    String lead = offered();
    Map<String, Integer> statuses =
        Map.of(
            "cycle-over", 409, "no-handoff", 409, "not-owner", 403, "not-allowed", 403, "unknown-reason", 422,
            "note-needed", 422, "unknown-rep", 422, "erased", 410, "not-accepted", 409, "failed", 409);
    statuses.forEach(
        (code, status) -> {
          verdict(false, code, "won by rep:rep-2");
          Answer answer = post("/api/v1/leads/" + lead + "/accept", key(Role.MANAGER), "{}");
          assertThat(answer.status()).as(code).isEqualTo(status);
          assertThat(answer.text("code")).isEqualTo(code);
          assertThat(answer.text("detail")).contains("rep:rep-2");
        });
  }

  @Test
  void whatCouldNotBeDecidedIsSaidSoEachTimeAndIsNoFaultOfTheRequest() {
    String lead = offered();
    String key = UUID.randomUUID().toString();
    workflows.behaviour.set(
        (id, event, patience) -> {
          jdbc.sql("update inbox set decided_seq = 1, failed = 'ArithmeticException' where event_id = :event")
              .param("event", event).update();
          return Optional.empty();
        });
    for (int i = 0; i < 2; i++) {
      Answer answer = post("/api/v1/leads/" + lead + "/accept", key(Role.SALES), "{}", key);
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.problem()).isEqualTo("set-aside");
      assertThat(answer.text("detail")).contains("ArithmeticException", "set aside", "tell an administrator");
      String where = "/api/v1/leads/" + lead + "/answers/" + answer.text("eventId");
      assertThat(get(where, key(Role.SALES)).text("status")).isEqualTo("failed");
    }
  }

  @Test
  void repeatedAnswerUnderOneKeyIsRecordedOnce() {
    String lead = offered();
    String key = UUID.randomUUID().toString();
    verdict(true, "applied", "accepted");
    String path = "/api/v1/leads/" + lead + "/accept";
    assertThat(post(path, key(Role.SALES), "{\"cycle\":1}", key).status()).isEqualTo(200);
    assertThat(post(path, key(Role.SALES), "{\"cycle\":1}", key).status()).isEqualTo(200);
    assertThat(count("select count(*) from inbox where kind = 'accept' and lead_id = '" + lead + "'")).isEqualTo(1);
    assertThat(count("select count(*) from inbox where event_id like '%" + key + "%'")).as("the key is nobody's to read")
        .isZero();
    Answer other = post(path, key(Role.SALES), "{\"cycle\":2}", key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-mismatch");
    assertThat(post(path, key(Role.MANAGER), "{\"cycle\":1}", key).status()).as("another caller's key is another").isEqualTo(200);
    assertThat(count("select count(*) from inbox where kind = 'accept' and lead_id = '" + lead + "'")).isEqualTo(2);
    assertThat(post(path, key(Role.SALES), "{\"cycle\":1}", "not a key").status()).isEqualTo(400);
  }

  @Test
  void badAnswersAreRefusedBeforeTheyAreRecorded() {
    String lead = offered();
    int rows = count("select count(*) from inbox");
    String path = "/api/v1/leads/" + lead;
    assertThat(post(path + "/reject", key(Role.SALES), "{\"cycle\":1}").text("detail")).contains("'reason'");
    assertThat(post(path + "/reject", key(Role.SALES), "{\"reason\":\"No Budget\"}").status()).isEqualTo(400);
    assertThat(post(path + "/reject", key(Role.SALES), "").status()).isEqualTo(400);
    assertThat(post(path + "/outcome", key(Role.SALES), "{\"result\":\"sold\"}").status()).isEqualTo(400);
    assertThat(post(path + "/outcome", key(Role.SALES), "{\"result\":\"won\",\"amount\":5}").text("detail"))
        .contains("'currency'");
    for (String amount : java.util.List.of("\"1.000\"", "\"12,5\"", "\"\"", "\"5\"", "true")) {
      assertThat(post(path + "/outcome", key(Role.SALES), "{\"result\":\"won\",\"currency\":\"EUR\",\"amount\":" + amount + "}")
          .status())
          .as(amount).isEqualTo(400);
    }
    assertThat(post(path + "/outcome", key(Role.SALES), "{\"result\":\"won\",\"occurredAt\":\"2190-01-01T00:00:00Z\"}")
        .text("detail"))
        .contains("'occurredAt' lies in the future");
    assertThat(post(path + "/return", key(Role.SALES), "{\"reason\":\"not_now\",\"until\":\"soon\"}").text("detail"))
        .contains("2026-03-01T09:30:00Z");
    assertThat(post("/api/v1/leads/nobody/accept", key(Role.SALES), "{}").problem()).isEqualTo("unknown-lead");
    assertThat(count("select count(*) from inbox")).isEqualTo(rows);
  }

  @Test
  void everyOrderReachesTheInboxUnderItsName() {
    String lead = offered();
    Map<String, String> orders =
        Map.of(
            "return", "{\"reason\":\"not_now\",\"until\":\"2026-09-01T08:00:00Z\"}",
            "reassign", "{\"toRep\":\"rep-2\"}",
            "withdraw", "{\"reason\":\"duplicate\"}",
            "contact", "{}",
            "outcome", "{\"result\":\"opportunity\",\"amount\":12000.00,\"currency\":\"EUR\"}",
            "review", "{\"order\":\"qualify\"}",
            "reopen", "{\"reason\":\"not_now\"}");
    orders.forEach(
        (order, body) -> {
          Answer answer = post("/api/v1/leads/" + lead + "/" + order, key(Role.MANAGER), body);
          assertThat(answer.status()).as(order + answer.body()).isEqualTo(202);
          assertThat(
                  count("select count(*) from inbox where kind = '" + order + "' and lead_id = '" + new LeadId(lead) + "'"))
              .as(order)
              .isEqualTo(1);
        });
    assertThat(post("/api/v1/leads/" + lead + "/nurture", key(Role.MARKETING), "{\"sequence\":\"education\"}").status())
        .isEqualTo(202);
  }
}
