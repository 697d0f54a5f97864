package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.security.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class UnsubscribePageTest extends ApiTest {
  private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

  @Autowired private UnsubscribeTokens tokens;

  private int suppressed(String lead) {
    return jdbc.sql(
            "select count(*) from address join lead using (email_key) where lead_id = :lead and suppressed = 'unsubscribed'")
        .param("lead", lead)
        .query(Integer.class)
        .single();
  }

  @Test
  void openingTheLinkShowsAFormAndChangesNothing() {
    String lead = newLead();
    String path = "/u/" + token(lead);
    Answer page = get(path, NO_KEY);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<form method=\"post\" action=\"" + path + "\"", "lang=\"en\"");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    call("HEAD", path, NO_KEY, null, Map.of());
    call("OPTIONS", path, NO_KEY, null, Map.of());
    assertThat(suppressed(lead)).isZero();
  }

  @Test
  void oneClickOfAMailProgramSuppressesOnce() {
    String lead = newLead();
    String path = "/u/" + token(lead);
    for (int i = 0; i < 2; i++) {
      Answer done = call("POST", path, NO_KEY, "List-Unsubscribe=One-Click", FORM);
      assertThat(done.status()).as(done.body()).isEqualTo(200);
      assertThat(done.body()).contains("You are unsubscribed");
    }
    assertThat(suppressed(lead)).isEqualTo(1);
    assertThat(count("select count(*) from inbox where kind = 'suppressed' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void oneClickMayComeAsAMultipartFormAndIsNotRedirected() {
    String lead = newLead();
    String body = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    Answer done =
        call("POST", "/u/" + token(lead), NO_KEY, body, Map.of("Content-Type", "multipart/form-data; boundary=b"));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.header("Set-Cookie")).isEmpty();
    assertThat(suppressed(lead)).isEqualTo(1);
  }

  /** The token says what is meant; whatever program sent the body, nothing in it can take that back. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "application/x-www-form-urlencoded | \u00ff", "application/x-www-form-urlencoded | %ff%zz=%",
        "application/x-www-form-urlencoded | =&=&&",
    "application/x-www-form-urlencoded | a%00b=c", "application/x-www-form-urlencoded | change=topics&topic=%00",
    "application/x-www-form-urlencoded; charset=none-such | \u00ff", "multipart/form-data | x",
    "multipart/form-data; boundary= | --b",
    "multipart/form-data; boundary=b | --b\u0000", "multipart/form-data; boundary=b | --b", "multipart/mixed; boundary=b | --b--",
    "application/json | {", "nonsense | x", "*/* | x", "text/plain; charset | x", "application/octet-stream | \u0000",
    "image/png; a=b | \u00ff"
  })
  void whateverTheBodyIsTheTokenUnsubscribes(String type, String body) {
    String lead = newLead();
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    for (boolean chunked : List.of(false, true)) {
      BodyPublisher sent = BodyPublishers.ofByteArray(bytes);
      Answer done = send(
          HttpRequest.newBuilder(address("/u/" + token(lead))).header("Content-Type", type)
              .header("Accept", "application/json")
              .POST(chunked ? BodyPublishers.fromPublisher(sent) : sent).build());
      assertThat(done.status()).as(done.body()).isEqualTo(200);
      assertThat(done.body()).contains("You are unsubscribed");
    }
    assertThat(suppressed(lead)).isEqualTo(1);
  }

  @Test
  void manyFieldsALargeBodyAndABrokenQueryAreNotInTheWayEither() {
    for (String body : List.of("a=b&".repeat(2_000), "a=" + "x".repeat(2_200_000))) {
      String lead = newLead();
      call("POST", "/u/" + token(lead), NO_KEY, body, FORM);
      assertThat(suppressed(lead)).isEqualTo(1);
    }
    String lead = newLead();
    assertThat(call("POST", "/u/" + token(lead) + "?=%ff", NO_KEY, "List-Unsubscribe=One-Click", FORM).status())
        .isEqualTo(200);
    assertThat(suppressed(lead)).isEqualTo(1);
    assertThat(call("POST", "/u/bm90IGEgdG9rZW4", NO_KEY, "%ff", Map.of("Content-Type", "nonsense")).status()).isEqualTo(404);
  }

  @Test
  void buttonOfThePageWorksWithoutABody() {
    String lead = newLead();
    assertThat(call("POST", "/u/" + token(lead), NO_KEY, "", FORM).status()).isEqualTo(200);
    assertThat(suppressed(lead)).isEqualTo(1);
  }

  @Test
  void linkOfAnOldMailStopsTheAddressThatMailWentTo() {
    String lead = newLead();
    String then = jdbc.sql("select email_key from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
    sentMail(lead, then);
    String path = "/u/" + tokens.issue(lead, then);
    jdbc.sql("update lead set email = 'today-' || email, email_key = 'today-' || email_key where lead_id = :lead")
        .param("lead", lead).update();
    assertThat(call("POST", path, NO_KEY, "", FORM).status()).isEqualTo(200);
    assertThat(count("select count(*) from address where suppressed = 'unsubscribed' and email_key = '" + then + "'"))
        .isEqualTo(1);
    assertThat(suppressed(lead)).as("today's address").isZero();
  }

  @Test
  void forgedLinkIsAClearPage() {
    Answer page = get("/u/bm90IGEgdG9rZW4", NO_KEY);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("This link does not work").doesNotContain("<form");
    assertThat(call("POST", "/u/bm90IGEgdG9rZW4", NO_KEY, "", FORM).status()).isEqualTo(404);
  }

  @Test
  void nothingIsAcknowledgedWhileTheDatabaseIsAway() {
    String lead = newLead();
    String path = "/u/" + token(lead);
    database.gone = true;
    Answer answer = call("POST", path, NO_KEY, "List-Unsubscribe=One-Click", FORM);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("You are unsubscribed");
    database.gone = false;
    assertThat(suppressed(lead)).isZero();
  }

  private Answer send(String path, String body) {
    return call("POST", path, NO_KEY, body, FORM);
  }

  /** As a mail to the lead's address has it. */
  private String token(String lead) {
    return tokens.issue(lead, email(lead));
  }

  private String email(String lead) {
    return jdbc.sql("select email_key from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
  }

  @Test
  void readerChoosesTopicsAndStaysOtherwiseSubscribed() {
    String lead = newLead();
    String path = "/u/" + token(lead);
    assertThat(get(path, NO_KEY).body()).contains("Guides and how-tos", "Unsubscribe from all", "Save my choice");
    Answer saved = send(path, "change=topics&topic=guides&topic=stories&topic=offers");
    assertThat(saved.body()).contains("Saved.").doesNotContain("You are unsubscribed");
    assertThat(saved.body().replaceAll("\\s+", " "))
        .containsPattern("value=\"guides\" checked")
        .containsPattern("value=\"events\" ?/?>");
    assertThat(suppressed(lead)).isZero();
    assertThat(get("/api/v1/leads/" + lead + "/consent", key(Role.MARKETING)).json().at("/address/0/detail").asString())
        .isEqualTo("events");
    send(path, "change=topics&topic=guides&topic=stories&topic=offers&topic=events");
    assertThat(count("select count(*) from topic_left where email_key = '" + email(lead) + "'")).isZero();
  }

  @Test
  void readerWhoKeepsNoTopicIsUnsubscribedFromAll() {
    String lead = newLead();
    assertThat(send("/u/" + token(lead), "change=topics").body()).contains("You are unsubscribed");
    assertThat(suppressed(lead)).isEqualTo(1);
  }

  @Test
  void readerComesBackOnlyByALinkMailedToThatAddress() {
    String lead = newLead();
    String elsewhere = "/u/" + tokens.issue(lead, "other@acme.example");
    send("/u/" + token(lead), "");
    assertThat(get(elsewhere, NO_KEY).body()).contains("You get no e-mails").doesNotContain("<form");
    assertThat(send(elsewhere, "change=come-back").status()).isEqualTo(409);
    assertThat(suppressed(lead)).isEqualTo(1);
    String mailed = "/u/" + token(lead);
    assertThat(get(mailed, NO_KEY).body()).contains("Send me e-mails again");
    assertThat(suppressed(lead)).as("GET changed nothing").isEqualTo(1);
    assertThat(send(mailed, "change=come-back").body()).contains("Saved.");
    assertThat(suppressed(lead)).isZero();
  }

  @Test
  void bouncedMailboxDoesNotComeBackByAClick() {
    String lead = newLead();
    post("/api/v1/suppressions", key(Role.ADMIN), "{\"email\":\"" + email(lead) + "\",\"reason\":\"hard_bounce\"}");
    assertThat(send("/u/" + token(lead), "change=come-back").status()).isEqualTo(409);
  }
}
