package dev.leadloop.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebhooksTest extends ApiTest {
  private static final String STANDARD =
      "{\"kind\":\"standard\",\"url\":\"https://hooks.invalid/leads\",\"events\":[\"handoff.offered\"]}";

  private String add(String body) {
    return post("/api/v1/webhooks", key(Role.ADMIN), body).json().at("/webhook/webhookId").asString("");
  }

  @Test
  void secretIsShownOnceAndChangedWithAnOverlap() {
    Answer made = post("/api/v1/webhooks", key(Role.ADMIN), STANDARD);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).contains("no-store");
    String secret = made.text("secret");
    assertThat(secret).startsWith("whsec_");
    String id = made.json().at("/webhook/webhookId").asString();
    Answer list = get("/api/v1/webhooks", key(Role.MANAGER));
    assertThat(list.body()).contains(id, "\"state\":\"ok\"", "handoff.escalated").doesNotContain("whsec_");
    Answer changed = post("/api/v1/webhooks/" + id + "/rotate?overlapHours=2", key(Role.ADMIN), "{}");
    assertThat(changed.text("secret")).startsWith("whsec_").isNotEqualTo(secret);
    assertThat(changed.json().at("/webhook/oldSecretUntil").asString("")).isNotEmpty();
    assertThat(call("DELETE", "/api/v1/webhooks/" + id, key(Role.ADMIN), null, Map.of()).status()).isEqualTo(204);
    assertThat(call("DELETE", "/api/v1/webhooks/" + id, key(Role.ADMIN), null, Map.of()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"standard\",\"url\":\"http://hooks.example.com/x\"}",
        "{\"kind\":\"standard\",\"url\":\"https://127.0.0.1/x\"}",
        "{\"kind\":\"standard\",\"url\":\"https://[::ffff:10.0.0.1]/x\"}",
        "{\"kind\":\"standard\",\"url\":\"https://hooks.example.com:0/x\"}",
        "{\"kind\":\"teams\",\"url\":\"https://hooks.example.com:70000/x\"}",
        "{\"kind\":\"slack\",\"url\":\"https://hooks.example.com:/x\"}",
        "{\"kind\":\"slack\",\"url\":\"https://hooks.example.com:-1/x\"}",
        "{\"kind\":\"slack\",\"url\":\"https://hooks.example.com:22/x\"}",
        "{\"kind\":\"pigeon\",\"url\":\"https://hooks.example.com/x\"}",
        "{\"kind\":\"slack\",\"url\":\"https://hooks.example.com/x\",\"events\":[\"moon.landed\"]}",
        "{\"kind\":\"slack\",\"url\":\"https://hooks.example.com/x\",\"rep\":\"nobody-known\"}",
        "{\"kind\":\"slack\"}"
      })
  void whatCannotBeAWebhookIsRefusedWithTheField(String body) {
    Answer refused = post("/api/v1/webhooks", key(Role.ADMIN), body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").size()).isEqualTo(1);
  }

  @Test
  void addressOfAChatChannelIsNotShownSinceItIsAKey() {
    key(Role.SALES);
    String id = add("{\"kind\":\"slack\",\"url\":\"https://hooks.slack.invalid/services/T0/B0/secretpart\",\"rep\":\"rep-1\"}");
    assertThat(get("/api/v1/webhooks", key(Role.ADMIN)).body()).contains(id, "https://hooks.slack.invalid/…")
        .doesNotContain("secretpart");
    assertThat(post("/api/v1/webhooks/" + id + "/rotate", key(Role.ADMIN), "{}").status()).isEqualTo(409);
  }

  @Test
  void webhookWithABadPortThatIsThereAlreadyIsShownAsFailing() {
    String id = add(STANDARD);
    jdbc.sql("update webhook set url = 'https://hooks.example.com:70000/leads' where webhook_id = :id").param("id", id).update();
    Answer ping = post("/api/v1/webhooks/" + id + "/ping", key(Role.ADMIN), "{}");
    assertThat(ping.text("lastError")).startsWith("cannot be called");
    JsonNode listed = get("/api/v1/webhooks", key(Role.ADMIN)).json().path("webhooks");
    assertThat(listed.findValuesAsString("webhookId")).contains(id);
    listed.forEach(
        webhook -> {
          if (webhook.path("webhookId").asString("").equals(id)) {
            assertThat(webhook.path("state").asString("")).isEqualTo("failing");
          }
        });
  }

  @Test
  void pingSaysAtOnceWhatWentWrongAndTheWebhookIsShownAsFailing() {
    String id = add(STANDARD);
    Answer ping = post("/api/v1/webhooks/" + id + "/ping", key(Role.ADMIN), "{}");
    assertThat(ping.status()).isEqualTo(200);
    assertThat(ping.text("state")).isEqualTo("WAITING");
    assertThat(ping.text("lastError")).contains("hooks.invalid");
    assertThat(get("/api/v1/webhooks/" + id + "/deliveries?state=WAITING", key(Role.MANAGER)).json().path("deliveries").size())
        .isEqualTo(1);
    assertThat(get("/api/v1/webhooks", key(Role.ADMIN)).body()).contains("\"state\":\"failing\"");
    assertThat(get("/api/v1/webhooks/" + id + "/deliveries?state=LOST", key(Role.ADMIN)).status()).isEqualTo(400);
    assertThat(get("/api/v1/webhooks/none/deliveries", key(Role.ADMIN)).status()).isEqualTo(404);
  }
}
