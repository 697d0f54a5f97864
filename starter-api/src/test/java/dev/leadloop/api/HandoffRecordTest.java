package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HandoffRecordTest extends DecidingApiTest {

  @Test
  void pageAndJsonTellTheSame() throws Exception {
    String lead = handedOver();
    JsonNode record = get("/api/v1/leads/" + lead + "/handoff", key(Role.SALES)).json();
    assertThat(record.at("/cycle").asInt()).isEqualTo(1);
    assertThat(record.at("/trigger/type").asString()).isEqualTo("demo_requested");
    assertThat(record.at("/trigger/eventId").asString()).isEqualTo("d1");
    assertThat(record.at("/assignment/ownerName").asString()).isEqualTo("First");
    assertThat(record.at("/bant").size()).isEqualTo(4);
    assertThat(record.at("/deeds").size()).isEqualTo(2);
    Browser rep = new Browser(port);
    rep.signIn("me", key(Role.SALES));
    String page = rep.open("/leads/" + lead).body();
    assertThat(page).contains(
        record.at("/next/action").asString(),
        "Demo requested",
        "Pricing page viewed",
        record.at("/bant/1/proofs/0/text").asString(),
        "Webinar",
        "Score <b>" + record.at("/scoreThen/score").asInt());
  }

  @Test
  void leadThatWasNeverHandedOverHasNoRecord() {
    String lead = newLead();
    decide(lead);
    assertThat(get("/api/v1/leads/" + lead + "/handoff", key(Role.SALES)).status()).isEqualTo(404);
    assertThat(get("/api/v1/leads/nobody/handoff", key(Role.SALES)).status()).isEqualTo(404);
    String handed = handedOver();
    assertThat(get("/api/v1/leads/" + handed + "/handoff?cycle=7", key(Role.SALES)).status()).isEqualTo(404);
    assertThat(get("/api/v1/leads/" + handed + "/handoff?cycle=-1", key(Role.SALES)).status()).isEqualTo(400);
  }
}
