package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"leadloop.inbound.username=parse", "leadloop.inbound.password=pässword:with-colon"})
class InboundCredentialsTest extends ApiTest {
  private static final String RAW = "/webhooks/mail/inbound/";
  private static final String PARSED = "/webhooks/sendgrid/inbound/";
  private static final String RIGHT = basic("parse:pässword:with-colon");

  @Autowired private ReplyAddresses addresses;

  private final String address = "stop-" + UUID.randomUUID() + "@customer.example";
  private final String mail =
      "From: " + address + "\r\nTo: {{REPLY}}\r\nSubject: stop\r\nMessage-ID: <" + UUID.randomUUID()
          + "@customer.example>\r\n\r\nstop\r\n";

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private Answer mailed(String path, String secret, String authorization) {
    Map<String, String> headers = new HashMap<>();
    String mail = this.mail.replace("{{REPLY}}", replyTo());
    String body = mail;
    if (path.equals(RAW)) {
      headers.put("Content-Type", "message/rfc822");
    } else {
      headers.put("Content-Type", "multipart/form-data; boundary=xYzZY");
      body = "--xYzZY\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\n" + mail + "\r\n--xYzZY--\r\n";
    }
    if (!authorization.isEmpty()) {
      headers.put("Authorization", authorization);
    }
    return call("POST", path + secret, NO_KEY, body, headers);
  }

  private String replyTo() {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\"}").text("leadId");
    return addresses.replyTo(sentMail(lead, address)).orElseThrow().address();
  }

  private int stored() {
    return count("select count(*) from address where suppressed is not null and email_key = '" + address + "'");
  }

  @Test
  void withoutTheRightCredentialsNothingIsTakenThoughTheSecretIsKnown() {
    for (String path : new String[] {RAW, PARSED}) {
      for (String wrong : new String[] {"", basic("parse:"), basic("parse:guess"), "Basic !", "Bearer " + key(Role.ADMIN)}) {
        Answer answer = mailed(path, INBOUND_SECRET, wrong);
        assertThat(answer.status()).as(path + wrong).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"leadloop\"");
        assertThat(answer.problem()).isEqualTo("credentials-needed");
        assertThat(answer.body()).doesNotContain(INBOUND_SECRET, "pässword");
      }
    }
    assertThat(stored()).isZero();
  }

  @Test
  void theSecretOfTheAddressStaysNeeded() {
    assertThat(mailed(RAW, "a-guess-that-is-long-enough", RIGHT).problem()).isEqualTo("bad-signature");
    assertThat(mailed(PARSED, "a-guess-that-is-long-enough", RIGHT).status()).isEqualTo(403);
    assertThat(stored()).isZero();
  }

  @Test
  void withBothTheMailIsTaken() {
    Answer parsed = mailed(PARSED, INBOUND_SECRET, RIGHT);
    assertThat(parsed.status()).as(parsed.body()).isEqualTo(200);
    assertThat(stored()).isEqualTo(1);
    assertThat(mailed(RAW, INBOUND_SECRET, RIGHT.replace("Basic", "basic")).status()).isEqualTo(200);
  }
}
