package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.SignedByProvider;
import dev.leadloop.provider.ProviderSignals;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SendGridWebhookTest extends ApiTest {
  private static final String PATH = "/webhooks/sendgrid/events";

  @Autowired private ProviderSignals news;

  private static String event(String id, String kind, String more) {
    return "{\"sg_event_id\":\"" + id + "\",\"event\":\"" + kind + "\",\"timestamp\":" + Instant.now().getEpochSecond()
        + more + "}";
  }

  private Answer signed(String body) {
    return call("POST", PATH, NO_KEY, body, SignedByProvider.headers(body, Instant.now().getEpochSecond()));
  }

  private int kept(String id) {
    return count("select count(*) from provider_event where event_id = 'sendgrid:" + id + "'");
  }

  @Test
  void signedEventsAreKeptOnceAndSuppressAtOnce() {
    String address = "bounce-" + UUID.randomUUID() + "@acme.example";
    String id = UUID.randomUUID().toString();
    String body = "[" + event(id, "bounce", ",\"type\":\"bounce\",\"status\":\"5.1.1\",\"email\":\"" + address + "\"") + "]";
    Answer first = signed(body);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.json().path("kept").asInt()).isEqualTo(1);
    assertThat(signed(body).json().path("known").asInt()).isEqualTo(1);
    assertThat(kept(id)).isEqualTo(1);
    assertThat(count("select count(*) from address where suppressed = 'hard_bounce' and email_key = '" + address + "'"))
        .isEqualTo(1);
    assertThat(news.tell()).isPositive();
  }

  @Test
  void forgedAndStaleCallsAreRefusedAndKeepNothing() {
    String id = UUID.randomUUID().toString();
    String body = "[" + event(id, "spamreport", "") + "]";
    Map<String, String> good = SignedByProvider.headers(body, Instant.now().getEpochSecond());
    assertThat(call("POST", PATH, NO_KEY, body + " ", good).problem()).isEqualTo("bad-signature");
    Map<String, String> unsigned = new HashMap<>(good);
    unsigned.remove("X-Twilio-Email-Event-Webhook-Signature");
    assertThat(call("POST", PATH, NO_KEY, body, unsigned).status()).isEqualTo(403);
    long lastWeek = Instant.now().getEpochSecond() - 7 * 86_400;
    Answer stale = call("POST", PATH, NO_KEY, body, SignedByProvider.headers(body, lastWeek));
    assertThat(stale.status()).isEqualTo(403);
    assertThat(stale.text("detail")).contains("too long ago");
    assertThat(kept(id)).isZero();
  }

  @Test
  void bodyOfAMebibyteIsTakenAndALargerOneRefused() {
    String id = UUID.randomUUID().toString();
    String frame = "[" + event(id, "processed", ",\"pad\":\"") ;
    String body = "[" + event(id, "processed", ",\"pad\":\"" + "x".repeat(1024 * 1024 - frame.length() - 4) + "\"") + "]";
    assertThat(body.length()).isBetween(1024 * 1024 - 8, 1024 * 1024);
    assertThat(signed(body).status()).isEqualTo(200);
    Answer larger = signed(body + " ".repeat(16));
    assertThat(larger.status()).isEqualTo(413);
    assertThat(larger.problem()).isEqualTo("too-large");
  }

  @Test
  void whatIsNoListOfEventsIsRefusedWithAReason() {
    assertThat(signed("{}").problem()).isEqualTo("malformed-request");
    assertThat(signed("not json").problem()).isEqualTo("malformed-request");
    assertThat(signed("[]").status()).isEqualTo(200);
  }

  @Test
  void nothingIsAcknowledgedWhileTheDatabaseIsAway() {
    String id = UUID.randomUUID().toString();
    database.gone = true;
    Answer away = signed("[" + event(id, "unsubscribe", ",\"email\":\"gone@acme.example\"") + "]");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotEmpty();
    database.gone = false;
    assertThat(kept(id)).isZero();
  }
}
