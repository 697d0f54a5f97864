package dev.leadloop.api.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.consent.Preferences;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.lead.LeadId;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** On a server of its own, since its policy asks for double opt-in. */
@TestPropertySource(properties = "leadloop.email.company=Acme")
class ConsentWhyTest extends DecidingApiTest {
  @Autowired private PolicyCatalog policies;
  @Autowired private ConfirmationTokens tokens;
  @Autowired private Preferences preferences;

  private final String address = "why-" + UUID.randomUUID() + "@acme.example";

  @BeforeEach
  void askTwice() {
    publish("double");
  }

  private int publish(String need) {
    String policy = PolicyCatalog.starter().replace("nurture-needs: none", "nurture-needs: " + need);
    return policies.publish(policy + "\n# " + UUID.randomUUID(), "test").version();
  }

  private JsonNode why(String lead) {
    return get("/api/v1/leads/" + lead + "/why", key(Role.MARKETING)).json();
  }

  private static java.util.stream.Stream<String> codes(JsonNode why) {
    return why.path("because").valueStream().map(because -> because.path("code").asString());
  }

  @Test
  void unconfirmedLeadIsScoredAndNotEnrolledAndWhySaysSo() {
    String lead =
        post(
                "/api/v1/leads",
                key(Role.MARKETING),
                "{\"email\":\"" + address + "\",\"title\":\"Marketing Director\",\"consent\":{\"status\":\"given\"}}")
            .text("leadId");
    decide(lead);
    post("/api/v1/events", key(Role.MARKETING),
        "{\"events\":[{\"eventId\":\"e1\",\"leadId\":\"" + lead + "\",\"type\":\"ebook_download\"}]}");
    decide(lead);
    assertThat(get("/api/v1/leads/" + lead, key(Role.MANAGER)).json().path("score").asInt()).isPositive();
    JsonNode why = why(lead);
    assertThat(codes(why)).contains("no-consent");
    assertThat(why.path("because").toString()).contains("Scored but not enrolled", "not confirmed yet");
    assertThat(count("select count(*) from lifecycle_event where type = 'sequence_started' and lead_id = '" + lead + "'"))
        .isZero();
    Answer refused = post("/api/v1/leads/" + lead + "/nurture", key(Role.MARKETING), "{}");
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    call("POST", "/confirm/" + tokens.issue(lead, address), NO_KEY, "",
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
    decide(lead);
    assertThat(codes(why(lead))).doesNotContain("no-consent");
    assertThat(why(lead).path("next").path("what").asString()).contains("guide");
  }

  @Test
  void leadThatARolloutAsksIsForetoldByItsPlanAndWhySaysThatItWaits() {
    publish("none");
    String lead =
        post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\",\"consent\":{\"status\":\"given\"}}")
            .text("leadId");
    decide(lead);
    assertThat(why(lead).path("next").path("what").asString()).contains("guide");
    String rollout = "/api/v1/policies/" + publish("double") + "/rollout";
    JsonNode plan = get(rollout, key(Role.MARKETING)).json();
    assertThat(plan.path("asked").asInt()).isEqualTo(1);
    post(rollout, key(Role.MANAGER), "{\"planId\":\"" + plan.path("planId").asString() + "\",\"perMinute\":60000}");
    decide(lead);
    post(rollout + "/stop", key(Role.MANAGER), "");
    assertThat(why(lead).path("because").toString()).contains("Nurture waits: the consent is not confirmed yet");
    assertThat(why(lead).path("next").isNull()).isTrue();
    assertThat(get("/api/v1/leads/" + lead + "/timeline", key(Role.MANAGER)).body())
        .contains("Asked by mail to confirm the consent");
    assertThat(get(rollout, key(Role.MARKETING)).json().path("asked").asInt()).isZero();
  }

  @Test
  void whySaysWhichTopicsTheReaderLeft() {
    String lead =
        post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\",\"consent\":{\"status\":\"given\"}}")
            .text("leadId");
    decide(lead);
    preferences.choose(new LeadId(lead), Set.of("guides"));
    assertThat(why(lead).path("because").toString()).contains("topic-left", "Invitations to webinars").doesNotContain("Guides");
  }
}
