package dev.leadloop.api.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.connect.ConnectorTurns;
import dev.leadloop.connect.hubspot.FakeHubSpot;
import dev.leadloop.connect.hubspot.HubSpot;
import dev.leadloop.security.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connector from its first mapping to what it writes and takes in, by calls. */
class ConnectorsTest extends ApiTest {
  private static final String PATH = "/api/v1/connectors/crm";

  @Autowired private ConnectorTurns turns;
  private FakeHubSpot hubspot;

  @BeforeEach
  void open() throws Exception {
    hubspot = new FakeHubSpot();
  }

  @AfterEach
  void close() {
    call("DELETE", PATH, key(Role.ADMIN), null, Map.of());
    hubspot.close();
  }

  private Answer put(String mapping, String credential) {
    return call("PUT", PATH, key(Role.ADMIN), JsonMapper.shared().writeValueAsString(
        Map.of("mapping", mapping, "credential", credential, "signingSecret", "app-secret")), Map.of());
  }

  private String preset() {
    return new HubSpot().preset() + "server: " + hubspot.url() + "\n";
  }

  @Test
  void itIsSetUpLookedAtStartedAndPausedAndItsSecretsAreNeverShown() {
    Answer made = put(preset(), hubspot.token);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.body()).doesNotContain(hubspot.token, "app-secret").contains("\"credentialGiven\":true", "\"state\":\"new\"",
        "/webhooks/connectors/crm");
    assertThat(jdbc.sql("select credential || signing_secret from connector where connector_id = 'crm'").query(String.class)
        .single()).doesNotContain(hubspot.token, "app-secret").startsWith("v1:");

    JsonNode checked = post(PATH + "/check", key(Role.ADMIN), "{}").json();
    assertThat(checked.path("dropped").toString()).contains("leadloop_score", "leadloop_grade", "leadloop_reason");
    assertThat(checked.path("problems")).isEmpty();
    Answer preview = post(PATH + "/preview", key(Role.ADMIN), "{}");
    assertThat(preview.status()).as(preview.body()).isEqualTo(200);
    assertThat(hubspot.size()).as("a preview writes nothing").isZero();

    assertThat(post(PATH + "/start", key(Role.ADMIN), "{}").text("state")).isEqualTo("running");
    assertThat(post(PATH + "/pause", key(Role.ADMIN), "{}").text("state")).isEqualTo("paused");
    JsonNode list = get("/api/v1/connectors", key(Role.MANAGER)).json();
    assertThat(list.path("kinds").toString()).contains("hubspot", "lifecyclestage");
    assertThat(get(PATH + "/set-aside", key(Role.MANAGER)).json().path("setAside")).isEmpty();
    assertThat(post(PATH + "/set-aside/retry", key(Role.ADMIN), "{}").json().path("leads").asInt()).isZero();
  }

  @Test
  void whatIsWrongWithAMappingIsSaidWithItsLineAndWhatToDo() {
    Answer shape = put("kind: hubspot\nfields:\n  company: {from: compny}\n  lifecyclestage: {from: stage}\n  a: {from:"
        + " title, direction: our}\n",
        "x");
    assertThat(shape.status()).isEqualTo(400);
    assertThat(shape.body()).contains("line 3", "did you mean 'company'", "line 5", "did you mean 'ours'", "'stages' must say");

    put(preset().replace("jobtitle:", "job_title:").replace("MQL: marketingqualifiedlead", "MQL: marketingqualified"),
        hubspot.token);
    hubspot.readOnly.add("country");
    Answer started = post(PATH + "/start", key(Role.ADMIN), "{}");
    assertThat(started.status()).isEqualTo(409);
    assertThat(started.body()).contains("no field 'job_title'", "did you mean 'jobtitle'",
        "does not take 'marketingqualified' for MQL", "'country' cannot be written there");

    put(preset(), "another");
    assertThat(post(PATH + "/check", key(Role.ADMIN), "{}").body()).contains("HubSpot does not take the credential")
        .doesNotContain("another\"");
  }

  @Test
  void whatTheySignIsKeptOnceAndWhatTheyDoNotIsRefused() throws Exception {
    put(preset(), hubspot.token);
    post(PATH + "/start", key(Role.ADMIN), "{}");
    String body = "[{\"eventId\":1,\"subscriptionId\":2,\"subscriptionType\":\"contact.propertyChange\",\"objectId\":55,"
        + "\"propertyName\":\"company\",\"propertyValue\":\"Fox\",\"occurredAt\":1}]";
    assertThat(told(body, "app-secret", Instant.now()).body()).contains("\"kept\":1");
    assertThat(told(body, "app-secret", Instant.now()).body()).contains("\"kept\":0", "\"known\":1");
    assertThat(told(body, "other-secret", Instant.now()).status()).isEqualTo(403);
    assertThat(told(body, "app-secret", Instant.now().minusSeconds(301)).status()).isEqualTo(403);
    assertThat(told("[", "app-secret", Instant.now()).status()).isEqualTo(400);
    assertThat(call("POST", "/webhooks/connectors/nobody", NO_KEY, "[]", Map.of()).status()).isEqualTo(404);
    turns.turn("crm");
    assertThat(jdbc.sql("select count(*) from connector_event where body is not null").query(Long.class).single()).isZero();
  }

  private Answer told(String body, String secret, Instant at) throws Exception {
    String url = get(PATH, key(Role.ADMIN)).text("webhook");
    String timestamp = String.valueOf(at.toEpochMilli());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signature = Base64.getEncoder().encodeToString(
        mac.doFinal(("POST" + url + body + timestamp).getBytes(StandardCharsets.UTF_8)));
    return call("POST", "/webhooks/connectors/crm", NO_KEY, body, Map.of(
        "Content-Type", "application/json", "X-HubSpot-Request-Timestamp", timestamp, "X-HubSpot-Signature-v3", signature));
  }
}
