package dev.leadloop.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The journal as a feed, as warehouses get it. */
class FeedCallsTest extends DecidingApiTest {
  private static final String FEED = "/api/v1/journal";

  /** All events of a lead, read in small pages; as many as its journal has lines, once no older transaction runs. */
  private List<JsonNode> eventsOf(String lead, String more, Role role) {
    int lines = jdbc.sql("select count(*) from lifecycle_event where lead_id = ?").param(lead).query(Integer.class).single();
    List<JsonNode> events = new ArrayList<>();
    String after = "";
    Instant patience = Instant.now().plusSeconds(60);
    while (events.size() < lines && Instant.now().isBefore(patience)) {
      Answer page = get(FEED + "?limit=7" + more + after, key(role));
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      assertThat(page.header("Content-Type")).startsWith("application/cloudevents-batch+json");
      assertThat(page.json().size()).isLessThanOrEqualTo(7);
      for (JsonNode event : page.json()) {
        after = "&after=" + event.path("cursor").asString();
        if (event.path("subject").asString().equals(lead)) {
          events.add(event);
        }
      }
      if (page.json().isEmpty()) {
        LockSupport.parkNanos(5_000_000);
      }
    }
    return events;
  }

  @Test
  void theJournalOfALeadComesWholeAndInOrderAsCloudEvents() {
    String lead = handedOver();
    List<JsonNode> events = eventsOf(lead, "", Role.MARKETING);
    assertThat(events.stream().map(event -> event.path("id").asString()).toList()).isEqualTo(
        jdbc.sql("select lead_id || '/' || seq || '/' || n from lifecycle_event where lead_id = ? order by seq, n").param(lead)
            .query(String.class).list());
    for (JsonNode event : events) {
      assertThat(event.path("specversion").asString()).isEqualTo("1.0");
      assertThat(event.path("source").asString()).isEqualTo("urn:leadloop:journal");
      assertThat(event.path("type").asString())
          .isEqualTo("dev.leadloop.journal." + event.at("/data/entry/type").asString());
      assertThat(Instant.parse(event.path("time").asString())).isBefore(Instant.now().plusSeconds(60));
      assertThat(event.path("data").has("person")).isFalse();
    }
    assertThat(events.toString()).contains("stage_changed", "cycle_opened").doesNotContain("acme.example");
  }

  @Test
  void whoMayKnowIsToldOfThePerson() {
    String lead = handedOver("Fed Company");
    for (Role role : List.of(Role.MANAGER, Role.ADMIN)) {
      assertThat(eventsOf(lead, "&personal=true", role)).isNotEmpty().allSatisfy(event -> {
        assertThat(event.at("/data/person/company").asString()).isEqualTo("Fed Company");
        assertThat(event.at("/data/person/email").asString()).endsWith("@acme.example");
      });
    }
    Answer marketing = get(FEED + "?personal=true", key(Role.MARKETING));
    assertThat(marketing.status()).isEqualTo(403);
    assertThat(marketing.text("detail")).contains("Leave 'personal' out");
    assertThat(get(FEED, key(Role.SALES)).status()).isEqualTo(403);
    jdbc.sql("update lead set erased_at = now() where lead_id = ?").param(lead).update();
    assertThat(eventsOf(lead, "&personal=true", Role.ADMIN)).isNotEmpty()
        .allSatisfy(event -> assertThat(event.path("data").has("person")).isFalse());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "after=x; is not the 'cursor' of an event",
    "after=; has no value",
    "limit=0; limit",
    "limit=5001; limit",
    "limit=0x10; plain digits",
    "personal=perhaps; personal",
    "personel=true; did you mean 'personal'",
    "after=x&after=y; give it once"
  })
  void whatCannotBeMeantIsRefused(String query, String words) {
    Answer answer = get(FEED + "?" + query, key(Role.ADMIN));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(words);
  }

  @Test
  void whoTakesAnotherFormIsToldSo() {
    Answer other = call("GET", FEED, key(Role.ADMIN), null, Map.of("Accept", "text/csv"));
    assertThat(other.status()).isEqualTo(406);
    assertThat(other.text("detail")).contains("application/cloudevents-batch+json, application/json");
    Answer json = call("GET", FEED, key(Role.ADMIN), null, Map.of("Accept", "application/json"));
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.header("Content-Type")).isEqualTo("application/json");
    Answer usual = get(FEED, key(Role.ADMIN));
    assertThat(usual.header("Content-Type")).isEqualTo("application/cloudevents-batch+json");
    assertThat(json.body()).isEqualTo(usual.body());
  }
}
