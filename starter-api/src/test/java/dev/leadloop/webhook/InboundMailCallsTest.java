package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InboundMailCallsTest extends ApiTest {
  private static final String RAW = "/webhooks/mail/inbound/";
  private static final String PARSED = "/webhooks/sendgrid/inbound/";

  @Autowired private ReplyAddresses addresses;

  private static String mail(String from, String text) {
    return mail(from, "hello@example.com", text);
  }

  private static String mail(String from, String to, String text) {
    return "From: " + from + "\r\nTo: " + to + "\r\nSubject: Re: guide\r\nMessage-ID: <" + UUID.randomUUID()
        + "@customer.example>\r\n\r\n" + text + "\r\n";
  }

  private Answer raw(String secret, String mail) {
    return call("POST", RAW + secret, NO_KEY, mail, Map.of("Content-Type", "message/rfc822"));
  }

  private Answer form(String secret, Map<String, String> fields) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append("--xYzZY\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n").append(value)
            .append("\r\n"));
    body.append("--xYzZY--\r\n");
    return call(
        "POST", PARSED + secret, NO_KEY, body.toString(), Map.of("Content-Type", "multipart/form-data; boundary=xYzZY"));
  }

  private int suppressed(String address) {
    return count("select count(*) from address where suppressed = 'unsubscribed' and email_key = '" + address + "'");
  }

  /** A new address with a mail of ours to it; returns where answers to that mail go. */
  private String mailed(String address) {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\"}").text("leadId");
    return addresses.replyTo(sentMail(lead, address)).orElseThrow().address();
  }

  @Test
  void wishToStopIsKeptBeforeItIsAnswered() {
    String address = "stop-" + UUID.randomUUID() + "@customer.example";
    String mail = mail("assistant@customer.example", mailed(address), "Unsubscribe");
    Answer first = raw(INBOUND_SECRET, mail);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.text("kind")).isEqualTo("reply_stop");
    assertThat(first.json().path("fresh").asBoolean()).isTrue();
    assertThat(raw(INBOUND_SECRET, mail).json().path("fresh").asBoolean()).isFalse();
    assertThat(suppressed(address)).isEqualTo(1);
  }

  @Test
  void formOfInboundParseIsTakenWithAndWithoutTheRawMail() {
    String address = "parse-" + UUID.randomUUID() + "@customer.example";
    String replyTo = mailed(address);
    Map<String, String> form =
        Map.of("headers", "Message-ID: <" + UUID.randomUUID() + "@x.example>\n", "from", "Kim <" + address + ">", "to",
            "hello@example.com", "subject", "Re: guide", "text", "Please take me off this list", "envelope",
            "{\"to\":[\"" + replyTo + "\"]}");
    Answer parsed = form(INBOUND_SECRET, form);
    assertThat(parsed.status()).as(parsed.body()).isEqualTo(200);
    assertThat(parsed.text("kind")).isEqualTo("reply_stop");
    assertThat(form(INBOUND_SECRET, Map.of("email", mail(address, replyTo, "stop"))).text("kind")).isEqualTo("reply_stop");
    assertThat(suppressed(address)).isEqualTo(1);
  }

  @Test
  void nobodyIsSuppressedByMailInTheirNameThatKnowsNoMailOfOurs() {
    String address = "victim-" + UUID.randomUUID() + "@customer.example";
    String replyTo = mailed(address);
    int third = replyTo.indexOf('+') + 3;
    String wrong = replyTo.substring(0, third) + (replyTo.charAt(third) == 'a' ? 'b' : 'a') + replyTo.substring(third + 1);
    for (String to : List.of("hello@example.com", "reply@in.example.com", wrong)) {
      for (String text : List.of("Unsubscribe", "stop", "Please remove me from your list")) {
        Answer answer = raw(INBOUND_SECRET, mail(address, to, text));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("kind")).isNotEqualTo("reply_stop");
      }
    }
    String button = mail(address, "unsub@in.example.com", "")
        .replace("Subject: Re: guide", "Subject: unsubscribe " + "x".repeat(150));
    assertThat(raw(INBOUND_SECRET, button).text("kind")).isNotEqualTo("reply_stop");
    assertThat(suppressed(address)).isZero();
  }

  @Test
  void withoutTheSecretNothingIsTaken() {
    String address = "forged-" + UUID.randomUUID() + "@customer.example";
    assertThat(raw("a-guess-that-is-long-enough", mail(address, "stop")).problem()).isEqualTo("bad-signature");
    assertThat(form("x", Map.of("email", mail(address, "stop"))).status()).isEqualTo(403);
    assertThat(call("POST", RAW, NO_KEY, mail(address, "stop"), Map.of("Content-Type", "message/rfc822")).status())
        .isIn(401, 403, 404);
    assertThat(suppressed(address)).isZero();
  }

  @Test
  void whatIsNoMailIsRefusedWithAReason() {
    assertThat(raw(INBOUND_SECRET, "hello").problem()).isEqualTo("malformed-request");
    Answer refused = form(INBOUND_SECRET, Map.of("other", "x"));
    assertThat(refused.problem()).isEqualTo("malformed-request");
    assertThat(refused.body()).as("the secret of the address").doesNotContain(INBOUND_SECRET);
  }
}
