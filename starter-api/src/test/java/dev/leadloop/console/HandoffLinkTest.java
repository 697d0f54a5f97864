package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HandoffLinkTest extends DecidingApiTest {
  @Autowired private HandoffTokens tokens;
  private Browser anyone;

  @BeforeEach
  void open() {
    anyone = new Browser(port);
  }

  private HttpResponse<String> send(String token, Map<String, String> fields) throws Exception {
    return anyone.sendRaw("/h/" + token, Browser.body(fields));
  }

  private String stage(String lead) {
    return get("/api/v1/leads/" + lead, key(Role.ADMIN)).text("stage");
  }

  private int answers(String lead) {
    return count("select count(*) from inbox where event_id like 'link-%' and lead_id = '" + lead + "'");
  }

  @Test
  void linkShowsTheHandoffToWhoeverHoldsItAndPassesNothingOn() throws Exception {
    String lead = handedOver();
    HttpResponse<String> page = anyone.open("/h/" + tokens.issue(lead, 1, "rep-1"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Marketing Director", "Acme", "Demo requested", "Do this first", "value=\"accept\"",
        "No budget", "Nothing has changed yet").doesNotContain("Give it to a rep", "<script");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void scannerThatFetchesTheLinkManyTimesChangesNothing() throws Exception {
    String lead = handedOver();
    String token = tokens.issue(lead, 1, "rep-1");
    int lines = count("select count(*) from lifecycle_event") + count("select count(*) from inbox");
    for (String method : List.of("GET", "HEAD", "OPTIONS", "GET", "HEAD")) {
      assertThat(call(method, "/h/" + token + "?answer=accept", NO_KEY, null, Map.of("User-Agent", "LinkScanner")).status())
          .isLessThan(500);
    }
    assertThat(count("select count(*) from lifecycle_event") + count("select count(*) from inbox")).isEqualTo(lines);
    assertThat(stage(lead)).isEqualTo("SQL");
    assertThat(send(token, Map.of("answer", "accept")).body()).contains("Done");
  }

  @Test
  void linkAnswersOnceAndThenSaysWhatHappened() throws Exception {
    String lead = handedOver();
    String token = tokens.issue(lead, 1, "rep-1");
    assertThat(send(token, Map.of("answer", "accept")).body()).contains("Done", "Accepted; first contact is due ")
        .doesNotContainPattern("due [0-9]{4}-");
    assertThat(stage(lead)).isEqualTo("ACCEPTED");
    assertThat(count("select count(*) from handoff_cycle where ended_by = 'rep:rep-1' and lead_id = '" + lead + "'"))
        .isEqualTo(1);
    HttpResponse<String> again = send(token, Map.of("answer", "reject", "reason", "no_budget"));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("You have answered already").doesNotContain("Marketing Director");
    assertThat(anyone.open("/h/" + token).body()).contains("You have answered already");
    assertThat(answers(lead)).isEqualTo(1);
  }

  @Test
  void slipDoesNotUseTheLinkUp() throws Exception {
    String lead = handedOver();
    String token = tokens.issue(lead, 1, "rep-1");
    for (Map<String, String> slip :
        List.of(
            Map.of("answer", "reject", "reason", ""),
            Map.of("answer", "reject", "reason", "nonsense"),
            Map.of("answer", "reject", "reason", "other"),
            Map.of("answer", "reassign"),
            Map.of("answer", "delete"),
            Map.of("answer", "return", "reason", "not_now", "until", "soon"))) {
      assertThat(send(token, slip).statusCode()).as(slip.toString()).isBetween(400, 422);
    }
    assertThat(answers(lead)).isZero();
    HttpResponse<String> done =
        send(token, Map.of("answer", "return", "reason", "not_now", "note", "Ask in spring", "until", "2099-03-01"));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(stage(lead)).isEqualTo("NURTURING");
    assertThat(count("select count(*) from inbox where note = 'Ask in spring' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void whatEndsNoHandoffIsLeftToTheLeadsPageSoThatTheLinkStaysGoodForTheAnswer() throws Exception {
    String lead = handedOver();
    String token = tokens.issue(lead, 1, "rep-1");
    assertThat(anyone.open("/h/" + token).body())
        .contains("To put reminders off or to", "href=\"/leads/" + lead + "\"")
        .doesNotContain("value=\"snooze\"", "value=\"pause\"");
    for (String answer : List.of("snooze", "pause", "resume")) {
      Map<String, String> fields = Map.of("answer", answer, "reason", "waiting_for_lead", "untilTime", "2099-03-01T10:00");
      assertThat(send(token, fields).statusCode()).as(answer).isEqualTo(400);
    }
    assertThat(answers(lead)).isZero();
    post("/api/v1/leads/" + lead + "/sla/pause", key(Role.MANAGER), "{\"reason\":\"waiting_for_lead\"}");
    assertThat(anyone.open("/h/" + token).body()).contains("the answer time stands still");
    assertThat(send(token, Map.of("answer", "accept")).body()).contains("Done");
  }

  @Test
  void linkDiesWithItsCycle() throws Exception {
    String lead = handedOver();
    String token = tokens.issue(lead, 1, "rep-1");
    post("/api/v1/leads/" + lead + "/accept", key(Role.MANAGER), "{}");
    HttpResponse<String> page = anyone.open("/h/" + token);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("This handoff is over", "accepted by a manager, key ").doesNotContain("Marketing Director");
    assertThat(send(token, Map.of("answer", "reject", "reason", "no_budget")).statusCode()).isEqualTo(410);
    assertThat(stage(lead)).isEqualTo("ACCEPTED");
  }

  @Test
  void linkDiesWhenARuleClosesTheLead() throws Exception {
    String lead = handedOver();
    String token = tokens.issue(lead, 1, "rep-1");
    String address = jdbc.sql("select email from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\",\"company\":\"Example Competitor\"}");
    decide(lead);
    assertThat(stage(lead)).isEqualTo("DISQUALIFIED");
    HttpResponse<String> page = anyone.open("/h/" + token);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("This handoff is over", "withdrawn by Leadloop", "works for a competitor")
        .doesNotContain("Marketing Director");
    assertThat(send(token, Map.of("answer", "accept")).statusCode()).isEqualTo(410);
    Answer reject = post("/api/v1/leads/" + lead + "/reject", key(Role.MANAGER), "{\"reason\":\"no_need\"}");
    assertThat(reject.status()).isEqualTo(409);
    Answer reopen = post("/api/v1/leads/" + lead + "/reopen", key(Role.MANAGER),
        "{\"reason\":\"partner\",\"note\":\"they want to partner\"}");
    assertThat(reopen.status()).isEqualTo(409);
    assertThat(reopen.text("detail")).contains("works for a competitor", "correct the lead's facts");
    assertThat(stage(lead)).isEqualTo("DISQUALIFIED");
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.ADMIN)).body())
        .contains("withdrawn by", "works for a competitor");
  }

  @Test
  void linkIsForItsRepItsCycleAndItsTimeAlone() throws Exception {
    String lead = handedOver();
    reps.save(new RepStore.Rep("rep-other", "Other", "other@vendor.example", "sales", false, false, null, null,
        RepStore.Work.FULL));
    assertThat(anyone.open("/h/" + tokens.issue(lead, 2, "rep-1")).statusCode()).isEqualTo(410);
    assertThat(anyone.open("/h/" + tokens.issue(lead, 1, "rep-other")).statusCode()).isEqualTo(410);
    assertThat(anyone.open("/h/" + tokens.issue(lead, 1, "rep-1") + "x").statusCode()).isEqualTo(404);
    Clock past = Clock.offset(Clock.systemUTC(), HandoffTokens.LIFE.plus(Duration.ofMinutes(1)).negated());
    String old = new HandoffTokens(new SignedTokens(new byte[32], past), past).issue(lead, 1, "rep-1");
    assertThat(anyone.open("/h/" + old).body()).contains("no longer good", "14 days");
    assertThat(send(old, Map.of("answer", "accept")).statusCode()).isEqualTo(410);
    assertThat(stage(lead)).isEqualTo("SQL");
  }

  @Test
  void managersLinkMayGiveItToAnother() throws Exception {
    String lead = handedOver();
    reps.save(new RepStore.Rep("boss", "Boss", "boss@vendor.example", "sales", true, true, null, null, RepStore.Work.FULL));
    String token = tokens.issue(lead, 1, "boss");
    assertThat(anyone.open("/h/" + token).body()).contains("Give it to a rep");
    assertThat(send(token, Map.of("answer", "accept")).body()).contains("Done");
    assertThat(count("select count(*) from handoff_cycle where ended_by = 'manager:boss' and lead_id = '" + lead + "'"))
        .isEqualTo(1);
  }

  @Test
  void twoAtOnceByOneLinkAnswerOnce() throws Exception {
    String lead = handedOver();
    String token = tokens.issue(lead, 1, "rep-1");
    Callable<Integer> accept = () -> send(token, Map.of("answer", "accept")).statusCode();
    Callable<Integer> reject = () -> send(token, Map.of("answer", "reject", "reason", "no_budget")).statusCode();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Integer> statuses = new java.util.ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(List.of(accept, reject))) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }
    assertThat(answers(lead)).isEqualTo(1);
  }

  @Test
  void withoutAVerdictTheAnswerIsSaidToCountFromNow() throws Exception {
    String lead = handedOver();
    workflows.silent();
    String token = tokens.issue(lead, 1, "rep-1");
    assertThat(send(token, Map.of("answer", "accept")).body()).contains("recorded", "counts from now");
    assertThat(anyone.open("/h/" + token).body()).contains("not decided yet");
  }
}
