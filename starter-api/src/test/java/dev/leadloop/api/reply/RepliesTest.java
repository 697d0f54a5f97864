package dev.leadloop.api.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.provider.ProviderSignals;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Answers that may ask to stop, by the calls and the page people use. */
class RepliesTest extends DecidingApiTest {
  @Autowired private ProviderSignals news;

  private final String address = "doubt-" + UUID.randomUUID() + "@acme.example";

  private String doubted(String text) {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\"}").text("leadId");
    decide(lead);
    String mail =
        "From: Kim <" + address + ">\r\nTo: hello@example.com\r\nSubject: Re: guide\r\nMessage-ID: <" + UUID.randomUUID()
            + "@acme.example>\r\n\r\n" + text + "\r\n";
    Answer taken =
        call("POST", "/webhooks/mail/inbound/" + INBOUND_SECRET, NO_KEY, mail, Map.of("Content-Type", "message/rfc822"));
    assertThat(taken.text("kind")).as(taken.body()).isEqualTo("may_ask_to_stop");
    while (news.tell() > 0) {
      // Until none waits.
    }
    decide(lead);
    return lead;
  }

  private JsonNode reply() {
    return get("/api/v1/replies?state=open&email=" + address, key(Role.MARKETING)).json().path("replies").path(0);
  }

  private Answer settle(String id, Role role, String meant) {
    return post("/api/v1/replies/" + id + "/settle", key(role), "{\"meant\":\"" + meant + "\"}");
  }

  private String why(String lead) {
    return get("/api/v1/leads/" + lead + "/why", key(Role.MARKETING)).body();
  }

  @Test
  void answerInDoubtIsListedExplainedAndSettledByANamedPerson() {
    String lead = doubted("Enough. <b>Kim</b>");
    JsonNode reply = reply();
    String id = reply.path("id").asString();
    assertThat(reply.path("leadId").asString()).isEqualTo(lead);
    assertThat(reply.path("text").asString()).isEqualTo("Enough. <b>Kim</b>");
    assertThat(reply.path("state").asString()).isEqualTo("open");
    assertThat(why(lead)).contains("may-ask-to-stop", "nobody has said yet");
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.MARKETING)).body()).contains("An answer may ask to stop");
    assertThat(count("select count(*) from address where suppressed is not null and email_key = '" + address + "'")).isZero();
    assertThat(settle(id, Role.SALES, "answer").status()).isEqualTo(403);
    assertThat(settle(id, Role.MARKETING, "maybe").status()).isEqualTo(400);
    assertThat(settle("999999999", Role.MARKETING, "stop").status()).isEqualTo(404);
    assertThat(settle("nobody", Role.MARKETING, "stop").status()).isEqualTo(404);
    Answer settled = settle(id, Role.MARKETING, "answer");
    assertThat(settled.status()).as(settled.body()).isEqualTo(200);
    assertThat(settled.text("meant")).isEqualTo("answer");
    assertThat(settled.text("settledBy")).isEqualTo("marketing:marketing");
    assertThat(settle(id, Role.MARKETING, "answer").status()).as("said twice is said once").isEqualTo(200);
    Answer late = settle(id, Role.MANAGER, "stop");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("detail")).contains("marketing:marketing");
    decide(lead);
    assertThat(why(lead)).doesNotContain("may-ask-to-stop");
    assertThat(count("select count(*) from signal where type = 'email_reply' and lead_id = '" + lead + "'")).isEqualTo(1);
    assertThat(reply().isMissingNode()).isTrue();
    assertThat(get("/api/v1/replies?state=closed&email=" + address, key(Role.MANAGER)).json().path("replies").size())
        .isEqualTo(1);
  }

  @Test
  void pageOffersTwoButtonsToWhoMaySayIt() throws Exception {
    String lead = doubted("Enough. <b>Kim</b>");
    String path = "/leads/" + lead;
    Browser sales = new Browser(port);
    sales.signIn("", key(Role.SALES));
    isTheReps(lead);
    assertThat(sales.open(path).body()).contains("Does this answer ask to stop?", "Enough. &lt;b&gt;Kim&lt;/b&gt;")
        .doesNotContain("/reply-stop");
    Browser marketing = new Browser(port);
    marketing.signIn("", key(Role.MARKETING));
    String page = marketing.open(path).body();
    assertThat(page).contains(path + "/reply-stop", path + "/reply-answer", "Suppress", "It was an answer, mail goes on");
    Map<String, String> form = Map.of("reply", reply().path("id").asString());
    HttpResponse<String> done = marketing.send(path, path + "/reply-stop", form);
    assertThat(done.body()).contains("Done: the address is suppressed.").doesNotContain("/reply-stop");
    assertThat(count("select count(*) from address where suppressed = 'unsubscribed' and email_key = '" + address + "'"))
        .isEqualTo(1);
    assertThat(marketing.send(path, path + "/reply-answer", form).statusCode()).isEqualTo(409);
  }

  private void isTheReps(String lead) {
    jdbc.sql("update lead_status set owner = 'rep-1' where lead_id = :lead").param("lead", lead).update();
  }

  @Test
  void listIsReadPageByPage() {
    doubted("Enough.");
    Answer first = get("/api/v1/replies?limit=1", key(Role.MARKETING));
    assertThat(first.json().path("replies").size()).isEqualTo(1);
    assertThat(get("/api/v1/replies?state=ajar", key(Role.MARKETING)).status()).isEqualTo(400);
    assertThat(get("/api/v1/replies?before=x", key(Role.MARKETING)).status()).isEqualTo(400);
    assertThat(get("/api/v1/replies?email=x", key(Role.MARKETING)).status()).isEqualTo(400);
  }

  @Test
  void allThatWaitStandOnOnePageAndWherePeopleLook() throws Exception {
    String lead = doubted("Enough. <b>Kim</b>");
    String nobody = "nobody-" + UUID.randomUUID() + "@acme.example";
    jdbc.sql("insert into reply_doubt (event_id, email_key, opened_at) values (:key, :key, now() - interval '2 days')")
        .param("key", nobody).update();
    Browser marketing = new Browser(port);
    marketing.signIn("", key(Role.MARKETING));
    for (String page : java.util.List.of("/leads", "/leads/attention")) {
      assertThat(marketing.open(page).body()).as(page).contains("may ask to stop, and mail rests", "/leads/answers")
          .doesNotContain("Enough.");
    }
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).json().at("/mayAskToStop/answers").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).json().at("/mayAskToStop/since").asString()).isNotEmpty();
    String listed = marketing.open("/leads/answers").body();
    assertThat(listed)
        .contains("/leads/" + lead, "Enough. &lt;b&gt;Kim&lt;/b&gt;", nobody, "Nobody we know", "/leads/answers/stop");
    assertThat(listed.indexOf(nobody)).as("who waits the longest first").isLessThan(listed.indexOf("/leads/" + lead));
    HttpResponse<String> done =
        marketing.send("/leads/answers", "/leads/answers/answer", Map.of("reply", reply().path("id").asString()));
    assertThat(done.body()).contains(address + ": Done: it counts as an answer").doesNotContain("/leads/" + lead);
    String id = get("/api/v1/replies?state=open&email=" + nobody, key(Role.MARKETING)).json().at("/replies/0/id").asString();
    assertThat(marketing.send("/leads/answers", "/leads/answers/stop", Map.of("reply", id)).body())
        .contains(nobody + ": Done: the address is suppressed.");
    assertThat(count("select count(*) from address where suppressed = 'unsubscribed' and email_key = '" + nobody + "'"))
        .isEqualTo(1);
    assertThat(marketing.send("/leads/answers", "/leads/answers/stop", Map.of("reply", "x")).statusCode()).isEqualTo(404);
    Browser sales = new Browser(port);
    sales.signIn("", key(Role.SALES));
    assertThat(sales.open("/leads/answers").statusCode()).isEqualTo(403);
    assertThat(sales.open("/leads").body()).doesNotContain("may ask to stop");
  }
}
