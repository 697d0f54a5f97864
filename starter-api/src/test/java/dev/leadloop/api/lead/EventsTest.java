package dev.leadloop.api.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest extends ApiTest {

  private static String event(String fields) {
    return "{\"type\":\"pricing_page_view\"," + fields + "}";
  }

  private static String events(String... events) {
    return "{\"events\":[" + String.join(",", events) + "]}";
  }

  @Test
  void aTypeThatMeansNothingAndATimeInTheFutureAreTakenAndSaid() {
    String lead = newLead();
    String id = java.util.UUID.randomUUID().toString();
    Answer answer = post("/api/v1/events", key(Role.MARKETING), "{\"events\":["
        + "{\"eventId\":\"a" + id + "\",\"leadId\":\"" + lead + "\",\"type\":\"pricing_page_veiw\"},"
        + "{\"eventId\":\"b" + id + "\",\"leadId\":\"" + lead
        + "\",\"type\":\"pricing_page_view\",\"occurredAt\":\"2190-01-01T00:00:00Z\"},"
        + "{\"eventId\":\"c" + id + "\",\"leadId\":\"" + lead + "\",\"type\":\"pricing_page_view\",\"occurredAt\":\""
        + java.time.Instant.now().plusSeconds(60) + "\"},"
        + "{\"eventId\":\"d" + id + "\",\"leadId\":\"" + lead + "\",\"type\":\"zzz\"},"
        + "{\"eventId\":\"a" + id + "\",\"leadId\":\"" + lead + "\",\"type\":\"pricing_page_veiw\"}]}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("accepted").asInt()).isEqualTo(4);
    var events = answer.json().path("events");
    assertThat(events.at("/0/warnings/0/field").asString()).isEqualTo("type");
    assertThat(events.at("/0/warnings/0/value").asString()).isEqualTo("pricing_page_veiw");
    assertThat(events.at("/0/warnings/0/nearest").asString()).isEqualTo("pricing_page_view");
    assertThat(events.at("/1/warnings/0/field").asString()).isEqualTo("occurredAt");
    assertThat(events.path(2).path("warnings")).isEmpty();
    assertThat(events.at("/3/warnings/0/nearest").isNull()).isTrue();
    assertThat(events.path(4).path("verdict").asString()).isEqualTo("duplicate");
    assertThat(count("select count(*) from inbox where occurred_at > now() and lead_id = '" + lead + "'")).isZero();
  }

  @Test
  void everyEventGetsAVerdict() {
    String lead = newLead();
    String named = "\"leadId\":\"" + lead + "\"";
    Answer answer =
        post(
            "/api/v1/events",
            key(Role.MARKETING),
            events(
                event("\"eventId\":\"a\"," + named + ",\"occurredAt\":\"2026-03-02T09:30:00+01:00\""),
                event("\"eventId\":\"a\"," + named),
                event("\"eventId\":\"b\",\"email\":\"nobody@acme.example\""),
                event("\"eventId\":\"c\""),
                event("\"eventId\":\"d\"," + named + ",\"occurredAt\":\"yesterday\""),
                "null"));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("events").findValuesAsString("verdict"))
        .containsExactly("accepted", "duplicate", "unknown-lead", "invalid", "invalid", "invalid");
    assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/events/4/detail").asString()).contains("2026-03-01T09:30:00Z");
    assertThat(count("select count(*) from inbox where kind = 'signal' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void numbersAndTruthsOfPropertiesAreKeptAsTheirPlainText() {
    String lead = newLead();
    String named = "\"leadId\":\"" + lead + "\"";
    String sent = event("\"eventId\":\"n\"," + named + ",\"properties\":{\"count\":3,\"hours\":9.50,\"trial\":true,"
        + "\"paid\":false,\"least\":1e-7,\"great\":12e9,\"price\":1.125,\"plan\":\" gold \"}");
    assertThat(post("/api/v1/events", key(Role.MARKETING), events(sent)).json().path("accepted").asInt()).isEqualTo(1);
    assertThat(count("select count(*) from inbox where event_id = 'n' and body -> 'properties' = '{\"count\":\"3\","
        + "\"hours\":\"9.5\",\"trial\":\"true\",\"paid\":\"false\",\"least\":\"0.0000001\",\"great\":\"12000000000\","
        + "\"price\":\"1.1250\",\"plan\":\"gold\"}'::jsonb")).isEqualTo(1);
    assertThat(post("/api/v1/events", key(Role.MARKETING), events(sent.replace(":3,", ":\"3\",")))
        .json().path("duplicates").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatIsNoSingleValueIsRefusedByItsFieldAndWhatIsBesideItIsTaken() {
    String named = "\"leadId\":\"" + newLead() + "\"";
    for (String bad : List.of("null", "[]", "[1,{\"a\":[2]}]", "{}", "{\"a\":{\"b\":1}}", "1e400", "-1e999999999",
        "9".repeat(41), "0." + "3".repeat(60), "\"" + "x".repeat(501) + "\"")) {
      Answer answer = post("/api/v1/events", key(Role.MARKETING), events(
          event("\"eventId\":\"bad\"," + named + ",\"properties\":{\"first\":1,\"count\":" + bad + ",\"last\":true}"),
          event("\"eventId\":\"good" + bad.hashCode() + "\"," + named + ",\"properties\":{\"count\":3}")));
      assertThat(answer.status()).as(bad).isEqualTo(202);
      assertThat(answer.json().path("events").findValuesAsString("verdict")).as(bad).containsExactly("invalid", "accepted");
      assertThat(answer.json().at("/events/0/detail").asString()).as(bad).contains("properties").contains("count")
          .doesNotContain("first").doesNotContain("last");
    }
    Answer unclean = post("/api/v1/events", key(Role.MARKETING),
        events(event("\"eventId\":\"u\"," + named + ",\"properties\":{\"a\":\"\\u0000\"}")));
    assertThat(unclean.status()).as("what cannot be stored is refused as ever").isEqualTo(400);
  }

  @Test
  void repeatedBatchChangesNothing() {
    String lead = newLead();
    String batch = events(event("\"eventId\":\"r\",\"leadId\":\"" + lead + "\""));
    post("/api/v1/events", key(Role.MARKETING), batch);
    Answer again = post("/api/v1/events", key(Role.MARKETING), batch);
    assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
    assertThat(again.json().at("/events/0/detail").asString()).isEqualTo("the lead has an event of this id already");
    String same = "{\"eventId\":\"s\",\"leadId\":\"" + lead + "\",\"type\":\"pricing_page_view\"";
    Answer others = post("/api/v1/events", key(Role.MARKETING), "{\"events\":["
        + same + ",\"occurredAt\":\"2026-03-01T09:30:00.123456789Z\",\"properties\":{\"plan\":\"team\"}},"
        + same + ",\"occurredAt\":\"2026-03-01T10:30:00.123456789+01:00\",\"properties\":{\"plan\":\"team\"}},"
        + same + ",\"properties\":{\"plan\":\"team\"}},"
        + same + ",\"properties\":{\"plan\":\"big\"}},"
        + same + ",\"occurredAt\":\"2026-03-02T09:30:00Z\",\"properties\":{\"plan\":\"team\"}},"
        + same.replace("pricing_page_view", "page_view") + "}]}");
    assertThat(others.json().path("events").valueStream().map(one -> one.path("verdict").asString()))
        .containsExactly("accepted", "duplicate", "duplicate", "duplicate", "duplicate", "duplicate");
    assertThat(others.json().path("events").valueStream().map(one -> one.path("detail").asString("").contains("another event")))
        .as("the same id of another event").containsExactly(false, false, false, true, true, true);
    assertThat(others.json().at("/events/5/detail").asString())
        .contains("'pricing_page_view' of 2026-03-01T09:30:00.123456Z", "is kept as it is", "with an id of its own");
    assertThat(count("select count(*) from inbox where event_id = 's' and lead_id = '" + lead + "'")).isEqualTo(1);
    assertThat(count("select count(*) from inbox where event_id = 'r' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void eventOfTheFutureCountsFromWhenItWasRecorded() {
    String lead = newLead();
    post(
        "/api/v1/events",
        key(Role.MARKETING),
        events(event("\"eventId\":\"f\",\"leadId\":\"" + lead + "\",\"occurredAt\":\"2199-01-01T00:00:00Z\"")));
    assertThat(count("select count(*) from inbox where event_id = 'f' and occurred_at <= recorded_at")).isEqualTo(1);
  }

  @Test
  void aThousandEventsAreTakenAndNotOneMore() {
    String lead = newLead();
    String[] thousand = new String[1_000];
    for (int i = 0; i < thousand.length; i++) {
      thousand[i] = event("\"eventId\":\"m" + i + "\",\"leadId\":\"" + lead + "\"");
    }
    assertThat(post("/api/v1/events", key(Role.MARKETING), events(thousand)).json().path("accepted").asInt())
        .isEqualTo(1_000);
    String more = String.join(",", Collections.nCopies(1_001, event("\"eventId\":\"x\"")));
    assertThat(post("/api/v1/events", key(Role.MARKETING), events(more)).status()).isEqualTo(400);
    assertThat(post("/api/v1/events", key(Role.MARKETING), "{\"events\":[]}").status()).isEqualTo(400);
  }
}
