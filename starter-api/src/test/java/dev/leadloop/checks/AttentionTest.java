package dev.leadloop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands still for a minute is seen, by /readyz and by people, and tried again when they say so. */
class AttentionTest extends ApiTest {
  private final String company = "Standstill " + UUID.randomUUID();
  private String lead = "";

  @BeforeEach
  void nothingElseWaits() throws InterruptedException {
    decideAll();
    lead = post("/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + UUID.randomUUID() + "@acme.example\",\"company\":\"" + company + "\"}").text("leadId");
    Thread.sleep(2_100);
  }

  @AfterEach
  void nothingIsLeft() {
    decideAll();
    jdbc.sql("delete from set_aside").update();
    jdbc.sql("delete from rollout").update();
  }

  private void decideAll() {
    jdbc.sql("update inbox set decided_seq = 1, ring_at = null where decided_seq is null").update();
  }

  /** The lead's rows as they are a while after their turn. */
  private void rows(String change) {
    jdbc.sql("update inbox set " + change + " where lead_id = :lead").param("lead", lead).update();
  }

  private void setAside() {
    jdbc.sql("insert into set_aside (lead_id, what, since, tries, code, why, next_try) values (:lead, 'RING', now() - interval"
            + " '2 minutes', 4, 'INVALID_ARGUMENT', 'a value is <too> long', now() + interval '40 seconds')")
        .param("lead", lead).update();
    rows("ring_at = now() + interval '40 seconds'");
  }

  @Test
  void whatIsNewOrInLineStandsNotStill() {
    Answer ready = get("/readyz", NO_KEY);
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.text("status")).isNotEqualTo("attention");
    assertThat(ready.json().has("standing")).isFalse();
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).json().at("/inLine/single").asInt()).isEqualTo(1);
    rows("urgency = 2, ring_at = now() - interval '5 minutes', recorded_at = now() - interval '5 minutes'");
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).json().path("leads")).as("bulk waits in its line").isEmpty();
  }

  @Test
  void leadThatIsSetAsideIsSeenByMachinesAndByPeople() throws Exception {
    setAside();
    Answer ready = get("/readyz", NO_KEY);
    assertThat(ready.status()).as("the others go on").isEqualTo(200);
    assertThat(ready.json().at("/standing/leads").asInt()).isEqualTo(1);
    assertThat(ready.json().at("/standing/seconds").asInt()).isBetween(115, 180);
    assertThat(ready.json().at("/standing/reasons/0/what").asString()).isEqualTo("SET_ASIDE");
    assertThat(ready.json().at("/standing/reasons/0/code").asString()).isEqualTo("INVALID_ARGUMENT");
    assertThat(ready.body()).doesNotContain(lead, company);
    assertThat(get("/", NO_KEY).body()).contains("What stands still", "/leads/attention").doesNotContain(lead, company);
    assertThat(signedIn(Role.MARKETING).open("/leads").body()).contains("1 lead stands still", "INVALID_ARGUMENT");
    assertThat(signedIn(Role.SALES).open("/leads").body()).doesNotContain("lead stands still", "/leads/attention");
    Answer listed = get("/api/v1/attention", key(Role.MARKETING));
    assertThat(listed.json().at("/leads/0/leadId").asString()).isEqualTo(lead);
    assertThat(listed.json().at("/leads/0/words").asString()).isEqualTo("a value is <too> long");
    Browser manager = signedIn(Role.MANAGER);
    assertThat(manager.open("/leads/attention").body())
        .contains(company, "INVALID_ARGUMENT", "a value is &lt;too&gt; long", "Try again");
    assertThat(manager.open("/leads/" + lead).body()).contains("This lead stands still", "INVALID_ARGUMENT", "Try again");
    assertThat(signedIn(Role.MARKETING).open("/leads/attention").body()).contains(company).doesNotContain("Try again");
    assertThat(signedIn(Role.SALES).open("/leads/" + lead).statusCode()).as("it is no rep's yet").isEqualTo(404);
  }

  @Test
  void aRolloutThatNobodyGoesOnWithIsSeen() throws Exception {
    jdbc.sql("insert into rollout (version, state, leads, per_minute, ordered_by, changed_at, looked_at) values (7, 'RUNNING', 0,"
        + " 600, 'manager:boss', now() - interval '1 hour', now() - interval '11 minutes'), (8, 'PAUSED', 0, 600,"
        + " 'manager:boss', now() - interval '1 hour', null)").update();
    Answer ready = get("/readyz", NO_KEY);
    assertThat(ready.json().at("/standing/rollouts").toString()).isEqualTo("[7]");
    assertThat(ready.json().at("/standing/since").isNull()).as("no lead stands still").isTrue();
    assertThat(ready.json().at("/standing/seconds").asInt()).isZero();
    Instant since = Instant.parse(ready.json().at("/standing/rolloutsSince").asString());
    assertThat(Duration.between(since, Instant.now())).isBetween(Duration.ofSeconds(650), Duration.ofSeconds(720));
    assertThat(signedIn(Role.MARKETING).open("/leads").body()).contains("the rollout of policy version 7 stands still");
    assertThat(signedIn(Role.MARKETING).open("/leads/attention").body())
        .contains("rollout of policy version 7 stands still", "/api/v1/policies/7/rollout/stop").doesNotContain("version 8");
  }

  @Test
  void whatStandsStillHasATimeOfItsOwn() throws Exception {
    jdbc.sql("insert into rollout (version, state, leads, per_minute, ordered_by, changed_at, looked_at) values (7, 'RUNNING', 0,"
        + " 600, 'manager:boss', now() - interval '3 hours', now() - interval '2 hours')").update();
    setAside();
    Answer ready = get("/readyz", NO_KEY);
    assertThat(ready.json().at("/standing/seconds").asInt()).as("of the lead").isBetween(115, 180);
    Instant since = Instant.parse(ready.json().at("/standing/since").asString());
    assertThat(Duration.between(since, Instant.now())).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(180));
    Instant rollout = Instant.parse(ready.json().at("/standing/rolloutsSince").asString());
    assertThat(Duration.between(rollout, Instant.now())).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(122));
    assertThat(ready.json().at("/standing/enrichmentSince").isNull()).isTrue();
  }

  @Test
  void managerTriesALeadAgain() throws Exception {
    setAside();
    Browser manager = signedIn(Role.MANAGER);
    int calls = bell.calls.get();
    HttpResponse<String> done = manager.send("/leads/" + lead, "/leads/" + lead + "/retry", Map.of());
    assertThat(done.body()).contains("tried again now");
    assertThat(count("select count(*) from inbox where lead_id = '" + lead + "' and ring_at <= now()")).isEqualTo(1);
    assertThat(bell.calls.get()).isGreaterThan(calls);
    rows("ring_at = now() + interval '1 hour'");
    assertThat(manager.send("/leads/attention", "/leads/attention/retry", Map.of()).body()).contains("1 lead is tried again now");
    assertThat(count("select count(*) from inbox where lead_id = '" + lead + "' and ring_at <= now()")).isEqualTo(1);
    rows("ring_at = now() + interval '1 hour'");
    assertThat(post("/api/v1/leads/" + lead + "/retry", key(Role.ADMIN), "").json().path("rows").asInt()).isEqualTo(1);
    assertThat(post("/api/v1/leads/" + lead + "/retry", key(Role.SALES), "").status()).isEqualTo(403);
    assertThat(post("/api/v1/leads/nobody/retry", key(Role.ADMIN), "").status()).isEqualTo(404);
  }

  @Test
  void everyReasonIsTold() {
    rows("ring_at = now() - interval '61 seconds'");
    assertThat(reason()).isEqualTo("it is its turn and nobody rings for it");
    rows("rings = 1, rung_since = now() - interval '61 seconds', ring_at = now() + interval '30 seconds'");
    assertThat(reason()).isEqualTo("its workflow was rung for and decides nothing");
    rows("ring_at = null, rung_since = null, recorded_at = now() - interval '61 seconds'");
    assertThat(reason()).isEqualTo("nothing would ring for it");
    rows("quiet = true");
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).json().path("leads")).isEmpty();
  }

  @Test
  void aLeadWhoseDecisionsGoOnIsCatchingUpAndDoesNotStandStill() throws Exception {
    rows("rings = 1, rung_since = now() - interval '3 minutes', recorded_at = now() - interval '3 minutes'");
    assertThat(get("/readyz", NO_KEY).json().at("/standing/leads").asInt()).isEqualTo(1);
    jdbc.sql("insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level,"
            + " recycles, progress, reply) values (:lead, 1, now() - interval '5 seconds', 1, 'Nurturing', 'COLD', 0, 0, 'D',"
            + " 'NONE', 0, '{}', '{}')").param("lead", lead).update();
    Thread.sleep(2_100);
    assertThat(get("/readyz", NO_KEY).json().has("standing")).isFalse();
    long of = count("select count(*) from inbox where lead_id = '" + lead + "'");
    Answer told = get("/api/v1/attention", key(Role.MANAGER));
    assertThat(told.json().path("leads")).isEmpty();
    assertThat(told.json().path("catchingUp").toString())
        .isEqualTo("[{\"leadId\":\"" + lead + "\",\"decided\":" + (of - 1) + ",\"of\":" + of + "}]");
    assertThat(signedIn(Role.MANAGER).open("/leads/attention").body().replaceAll("<[^>]*>|\\s+", " "))
        .contains("Nothing stands still").containsPattern("catching up: +" + (of - 1) + " +of +" + of + " +recorded events");
    jdbc.sql("delete from lead_status where lead_id = :lead").param("lead", lead).update();
  }

  private String reason() {
    return get("/api/v1/attention", key(Role.MANAGER)).json().at("/leads/0/why").asString();
  }

  private Browser signedIn(Role role) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn(role.name().toLowerCase(java.util.Locale.ROOT), key(role));
    return browser;
  }
}
