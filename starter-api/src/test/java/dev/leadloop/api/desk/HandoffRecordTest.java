package dev.leadloop.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Each way a handoff and a lead can end, and each in which sales still has something to do first. */
  @Test
  void whatToDoFirstStandsWhereSomebodyIsToDoIt() throws Exception {
    String sales = key(Role.SALES);
    String manager = key(Role.MANAGER);
    Map<String, List<String>> over = new LinkedHashMap<>();
    over.put("rejected for good", List.of("reject {\"reason\":\"student\"}"));
    over.put("parked", List.of("reject {\"reason\":\"no_budget\"}"));
    over.put("returned", List.of("return {\"reason\":\"not_now\"}"));
    over.put("withdrawn", List.of("withdraw {\"reason\":\"mistake\"}"));
    over.put("lost", List.of("accept {}", "outcome {\"result\":\"lost\",\"reason\":\"no_budget\"}"));
    over.put("won", List.of("accept {}", "outcome {\"result\":\"won\"}"));
    over.put("disqualified", List.of("accept {}", "outcome {\"result\":\"disqualified\",\"reason\":\"competitor\"}"));
    over.put("recycled", List.of("accept {}", "outcome {\"result\":\"recycled\",\"reason\":\"no_need\"}"));
    Map<String, List<String>> open = new LinkedHashMap<>();
    open.put("open", List.of());
    open.put("accepted", List.of("accept {}"));
    open.put("opportunity", List.of("accept {}", "outcome {\"result\":\"opportunity\"}"));
    Browser boss = new Browser(port);
    boss.signIn("boss", manager);
    for (Map<String, List<String>> lives : List.of(over, open)) {
      for (Map.Entry<String, List<String>> life : lives.entrySet()) {
        String lead = handedOver();
        for (String answer : life.getValue()) {
          String[] parts = answer.split(" ", 2);
          assertThat(post("/api/v1/leads/" + lead + "/" + parts[0], manager, parts[1]).status()).as(life.getKey()).isEqualTo(200);
        }
        assertThat(boss.open("/leads/" + lead).body().contains("Do this first")).as("page: " + life.getKey())
            .isEqualTo(lives == open);
        assertThat(get("/api/v1/leads/" + lead + "/handoff", manager).json().path("next").isObject())
            .as("record: " + life.getKey())
            .isEqualTo(lives == open);
      }
    }
    assertThat(sales).isNotEmpty();
  }
}
