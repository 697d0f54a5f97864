package dev.leadloop.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.connect.hubspot.HubSpot;
import dev.leadloop.erasure.Person;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.record.DecideAndRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What HubSpot tells us, taken through real decisions. */
@Timeout(60)
class HearingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger EVENT = new AtomicInteger();
  private ConnectorRig rig;
  private DecideAndRecord decisions;

  @BeforeEach
  void open() throws IOException {
    rig = new ConnectorRig();
    rig.hubspot.owner("71", "one@example.com");
    rig.hubspot.owner("72", "two@example.com");
    decisions = rig.record.decisions(LeadLifecycle::decide);
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  /** Decides until nothing waits. */
  private void decide(LeadId lead) {
    long seq = rig.record.jdbc.sql("select coalesce(max(seq), 0) from lead_status where lead_id = :id").param("id", lead.value())
        .query(Long.class).single();
    while (rig.record.records.inbox().anyUndecided(lead) || seq == 0) {
      seq = rig.record.decide(decisions, lead, seq + 1).view().seq();
    }
  }

  private LeadId handedOver(String address) {
    LeadId lead = rig.record.lead(address);
    decide(lead);
    rig.record.signal(lead, "asked", "demo_requested");
    decide(lead);
    assertThat(status(lead, "stage")).isEqualTo("SQL");
    return lead;
  }

  private String status(LeadId lead, String column) {
    return rig.record.jdbc.sql("select " + column + "::text from lead_status where lead_id = :id").param("id", lead.value())
        .query(String.class).single();
  }

  private void tell(String type, String objectId, String property, String value) {
    ArrayNode call = JSON.createArrayNode();
    ObjectNode event = call.addObject();
    event.put("eventId", 1).put("subscriptionId", 7).put("subscriptionType", type).put("objectId", Long.parseLong(objectId))
        .put("occurredAt", System.currentTimeMillis() - 1000 + EVENT.incrementAndGet());
    if (!property.isEmpty()) {
      event.put("propertyName", property).put("propertyValue", value);
    }
    rig.events.keep(ConnectorRig.ID, new HubSpot().events(call));
    // Told once more, as they do where an answer was lost.
    rig.events.keep(ConnectorRig.ID, new HubSpot().events(call));
  }

  private long events(LeadId lead) {
    return rig.record.jdbc.sql("select count(*) from inbox where lead_id = :id and principal_id = 'connector/crm'")
        .param("id", lead.value()).query(Long.class).single();
  }

  @Test
  void newsThatCannotBeTakenHoldsUpNoOther() throws InterruptedException {
    LeadId first = handedOver("first@example.com");
    LeadId broken = handedOver("broken@example.com");
    LeadId last = handedOver("last@example.com");
    rig.begin();
    rig.untilDone(Duration.ofSeconds(10));
    String poison = rig.hubspot.idOf("broken@example.com");
    ConnectorTurns turns = rig.turns(new WaitingStore(rig.record.jdbc) {
      @Override
      Optional<String> leadOf(String connector, String remoteId) {
        if (remoteId.equals(poison)) {
          throw new IllegalStateException("it cannot be looked up");
        }
        return super.leadOf(connector, remoteId);
      }
    }, Duration.ofMillis(300));
    for (String address : List.of("first@example.com", "broken@example.com", "last@example.com")) {
      String owner = rig.hubspot.byAddress().get(address).get("hubspot_owner_id");
      tell("contact.propertyChange", rig.hubspot.idOf(address), "hubspot_owner_id", "71".equals(owner) ? "72" : "71");
    }
    turns.turn(ConnectorRig.ID);

    assertThat(List.of(events(first), events(broken), events(last))).containsExactly(1L, 0L, 1L);
    assertThat(rig.record.jdbc.sql("select failed from connector_event where next_try_at is not null").query(String.class).list())
        .singleElement().asString().contains("could not be taken");
  }

  @Test
  void anotherOwnerThereMovesTheHandoffHereAndOurOwnWriteComingBackChangesNothing() throws InterruptedException {
    LeadId lead = handedOver("moved@example.com");
    rig.begin();
    rig.untilDone(Duration.ofSeconds(10));
    String id = rig.hubspot.idOf("moved@example.com");
    String was = status(lead, "owner");
    assertThat(rig.hubspot.byAddress().get("moved@example.com").get("hubspot_owner_id"))
        .isEqualTo(was.equals("rep-1") ? "71" : "72");

    for (Map.Entry<String, String> ours : Map.copyOf(rig.hubspot.byAddress().get("moved@example.com")).entrySet()) {
      tell("contact.propertyChange", id, ours.getKey(), ours.getValue());
    }
    rig.turn();
    assertThat(events(lead)).isZero();

    tell("contact.propertyChange", id, "hubspot_owner_id", was.equals("rep-1") ? "72" : "71");
    rig.turn();
    decide(lead);
    assertThat(status(lead, "owner")).isEqualTo(was.equals("rep-1") ? "rep-2" : "rep-1");
    assertThat(events(lead)).isEqualTo(1);
    int writes = rig.hubspot.calls.size();
    rig.untilDone(Duration.ofSeconds(10));
    tell("contact.propertyChange", id, "hubspot_owner_id", was.equals("rep-1") ? "72" : "71");
    rig.untilDone(Duration.ofSeconds(10));
    decide(lead);
    rig.untilDone(Duration.ofSeconds(10));
    assertThat(events(lead)).describedAs("it has come to rest").isEqualTo(1);
    assertThat(rig.hubspot.calls.subList(writes, rig.hubspot.calls.size()).stream().filter(call -> call.endsWith("/update")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aDealThereAcceptsTheLeadAndItsEndClosesTheLoopWithAmountAndReason() throws InterruptedException {
    LeadId lead = handedOver("deal@example.com");
    rig.begin();
    rig.untilDone(Duration.ofSeconds(10));
    String id = rig.hubspot.idOf("deal@example.com");
    rig.hubspot.deal("900", Map.of("dealstage", "qualifiedtobuy", "amount", "1200.50", "deal_currency_code", "EUR"), id);
    tell("deal.propertyChange", "900", "dealstage", "qualifiedtobuy");
    rig.turn();
    decide(lead);
    assertThat(status(lead, "stage")).isEqualTo("OPPORTUNITY");
    assertThat(status(lead, "deal_amount")).startsWith("1200.5");

    tell("deal.propertyChange", "900", "amount", "1200.50");
    rig.turn();
    decide(lead);
    assertThat(events(lead)).isEqualTo(2);

    rig.hubspot.deal("900", Map.of("dealstage", "closedlost", "amount", "1200.50", "deal_currency_code", "EUR",
        "closed_lost_reason", "They bought elsewhere"), id);
    tell("deal.propertyChange", "900", "dealstage", "closedlost");
    rig.turn();
    decide(lead);
    assertThat(status(lead, "stage")).isEqualTo("LOST");
    assertThat(status(lead, "deal_reason")).isEqualTo("other");
    assertThat(rig.record.jdbc.sql("select note from inbox where lead_id = :id and kind = 'outcome' order by row_id desc limit 1")
        .param("id", lead.value()).query(String.class).single()).isEqualTo("They bought elsewhere");
    rig.untilDone(Duration.ofSeconds(10));
    assertThat(rig.hubspot.byAddress().get("deal@example.com")).containsEntry("lifecyclestage", "lead");
  }

  @Test
  void theirFactsFillWhatIsBlankHereAndReplaceNothingThatIsKnown() throws InterruptedException {
    LeadId lead = handedOver("facts@example.com");
    rig.record.jdbc.sql("update lead set title = null where lead_id = :id").param("id", lead.value()).update();
    rig.begin();
    rig.untilDone(Duration.ofSeconds(10));
    String id = rig.hubspot.idOf("facts@example.com");
    tell("contact.propertyChange", id, "jobtitle", "Head of Growth");
    tell("contact.propertyChange", id, "company", "Other GmbH");
    tell("contact.propertyChange", id, "recent_conversion_event_name", "Pricing form");
    rig.turn();
    decide(lead);
    assertThat(rig.record.jdbc.sql("select title || '/' || company from lead where lead_id = :id").param("id", lead.value())
        .query(String.class).single()).isEqualTo("Head of Growth/Fox GmbH");
    assertThat(rig.record.jdbc.sql("select count(*) from signal where lead_id = :id and type = 'form_submitted'")
        .param("id", lead.value()).query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void theFirstFullReadFindsWhoIsKnownAndTakesOthersInWhereThatIsWanted() throws InterruptedException {
    LeadId known = handedOver("known@example.com");
    String theirs = rig.hubspot.put("known@example.com", Map.of("firstname", "Kim", "country", "DE"));
    for (int n = 0; n < 230; n++) {
      rig.hubspot.put("p" + n + "@example.com", Map.of("firstname", "P" + n, "company", "Firm " + n));
    }
    rig.begin(rig.preset().replace("takes: known", "takes: everyone"));
    rig.untilDone(Duration.ofSeconds(20));
    assertThat(rig.record.jdbc.sql("select count(*) from lead").query(Long.class).single()).isEqualTo(231);
    assertThat(rig.waiting.leadOf(ConnectorRig.ID, theirs)).contains(known.value());
    assertThat(rig.store.find(ConnectorRig.ID).orElseThrow().standing().readDone()).isTrue();
    assertThat(rig.hubspot.size()).isEqualTo(231);
  }

  @Test
  void aDecisionNotesForAConnectorWhatTheLeadHasBecomeAndCostsNoFurtherStatement() {
    LeadId lead = rig.record.lead("cost@example.com");
    rig.connectors.put(ConnectorRig.ID, rig.preset(), "pat", null, ConnectorRig.ADMIN);
    decide(lead);
    assertThat(noted()).isZero();
    rig.record.signal(lead, "seen", "blog_view");
    decide(lead);
    int without = statements(lead, "seen-again");
    rig.connectors.start(ConnectorRig.ID);
    assertThat(statements(lead, "seen-once-more")).isEqualTo(without);
    assertThat(noted()).isEqualTo(1);
  }

  private int statements(LeadId lead, String event) {
    rig.record.signal(lead, event, "blog_view");
    rig.record.source.taken();
    decide(lead);
    return rig.record.source.taken().size();
  }

  private long noted() {
    return rig.record.jdbc.sql("select count(*) from connector_lead").query(Long.class).single();
  }

  @Test
  void anErasureWaitsUntilTheOtherSideHasDeletedThePerson() throws InterruptedException {
    LeadId lead = handedOver("forget@example.com");
    rig.begin();
    rig.untilDone(Duration.ofSeconds(10));
    String id = rig.hubspot.idOf("forget@example.com");
    rig.record.jdbc.sql("update lead set erased_at = now(), email = null, email_key = null where lead_id = :id")
        .param("id", lead.value()).update();
    tell("contact.propertyChange", id, "jobtitle", "Forgotten soon");
    ConnectorErasingStore erasing = new ConnectorErasingStore(rig.record.jdbc);
    Person person = new Person(lead.value(), Set.of("forget@example.com"), List.of(), Set.of());
    assertThat(erasing.tell(person)).containsKey("connector_lead");
    rig.hubspot.down = 1;
    assertThat(erasing.erase(person).waitsFor()).contains("connector crm deletes the person there");
    rig.turn();
    assertThat(erasing.erase(person).waitsFor()).isNotNull();
    rig.hubspot.down = 0;
    rig.store.rests(ConnectorRig.ID, null, 0);
    rig.record.jdbc.sql("update connector_lead set next_try_at = now()").update();
    rig.untilDone(Duration.ofSeconds(10));
    assertThat(rig.hubspot.size()).isZero();
    assertThat(erasing.erase(person).waitsFor()).isNull();
    assertThat(noted()).isZero();
    assertThat(rig.record.jdbc.sql("select count(*) from connector_event where body is not null").query(Long.class).single())
        .isZero();
  }
}
