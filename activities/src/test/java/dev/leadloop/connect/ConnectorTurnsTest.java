package dev.leadloop.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.connect.hubspot.FakeHubSpot;
import dev.leadloop.connect.hubspot.HubSpot;
import dev.leadloop.lead.LeadId;
import dev.leadloop.temporal.connector.ConnectorProgress;
import dev.leadloop.testing.ManyLeads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written to another system, whatever it answers. */
@Timeout(60)
class ConnectorTurnsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private ConnectorRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new ConnectorRig();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void everyLeadIsThereOnceWhileCallsFailAndTheProcessDiesTwice() throws InterruptedException {
    everyLeadIsThereOnce(300, 10);
  }

  @Test
  @Tag("chaos")
  void aThousandLeadsAreThereOnceWhileCallsFailAndTheProcessDiesTwice() throws InterruptedException {
    everyLeadIsThereOnce(1_000, 0);
  }

  private void everyLeadIsThereOnce(int leads, int seed) throws InterruptedException {
    ManyLeads.write(rig.record.jdbc, leads);
    rig.hubspot.chance(seed);
    rig.hubspot.tooMany = 0.2;
    rig.hubspot.broken = 0.1;
    rig.hubspot.acceptedThenLate = 0.05;
    rig.hubspot.late = Duration.ofMillis(1_500);
    rig.begin();

    for (int death = 0; death < 2; death++) {
      Dying notes = new Dying(rig.record.jdbc);
      ConnectorTurns process = rig.turns(notes, Duration.ofMillis(300));
      assertThatThrownBy(() -> {
        rig.untilDone(process, LONG);
        // Where all was done too soon to die of it, there is more.
        rig.record.jdbc.sql("update connector_lead set wanted = wanted || 'x', next_try_at = now(), sent = null").update();
        rig.untilDone(process, LONG);
      }).hasMessageContaining("A batch of a connector failed").cause().hasMessage("killed");
    }
    ConnectorProgress progress = rig.untilDone(LONG);

    assertThat(progress.waiting()).isZero();
    assertThat(progress.setAside()).isZero();
    assertThat(stages(rig.hubspot.byAddress())).isEqualTo(ours());
    assertThat(rig.waiting.confirmed(ConnectorRig.ID)).isEqualTo(leads);
  }

  @Test
  void oneBadRecordIsSetAsideInTheirWordsAndAllOthersOfItsBatchArrive() throws InterruptedException {
    ManyLeads.write(rig.record.jdbc, 100);
    List<String> addresses = List.copyOf(ours().keySet());
    rig.hubspot.conflicting.add(addresses.get(17));
    rig.hubspot.invalid.add(addresses.get(56));
    rig.begin();

    rig.turn();
    assertThat(rig.hubspot.size()).isEqualTo(98);
    assertThat(rig.waiting.aside(ConnectorRig.ID, 10)).singleElement().satisfies(one -> {
      assertThat(one.email()).isEqualTo(addresses.get(56));
      assertThat(one.failed()).contains("VALIDATION_ERROR").contains("Property values were not valid");
    });

    // A conflict may be over the next time; once it is not, it is set aside as well, and whoever mends it tries it again.
    for (int attempt = 0; attempt < 6; attempt++) {
      due();
      rig.turn();
    }
    assertThat(rig.waiting.aside(ConnectorRig.ID, 10)).hasSize(2)
        .anySatisfy(one -> assertThat(one.failed()).contains("Contact already exists"));
    rig.hubspot.conflicting.clear();
    rig.hubspot.invalid.clear();
    assertThat(rig.waiting.again(ConnectorRig.ID, null)).isEqualTo(2);
    rig.untilDone(LONG);
    assertThat(stages(rig.hubspot.byAddress())).isEqualTo(ours());
  }

  @Test
  void aStageThatGoesBackIsEmptiedFirstEvenWhereSomebodyMovedItOnOverThere() throws InterruptedException {
    LeadId lead = lead("back@example.com", "OPPORTUNITY");
    rig.begin();
    rig.turn();
    assertThat(stage("back@example.com")).isEqualTo("opportunity");
    becomes(lead, "NURTURING");
    rig.turn();
    assertThat(stage("back@example.com")).isEqualTo("lead");

    rig.hubspot.change(rig.hubspot.idOf("back@example.com"), "lifecyclestage", "customer");
    becomes(lead, "MQL");
    rig.turn();
    assertThat(stage("back@example.com")).isEqualTo("marketingqualifiedlead");
    assertThat(rig.waiting.counts(ConnectorRig.ID).waiting()).isZero();
  }

  @Test
  void aLeadThatChangesTenTimesWhileItWaitsIsWrittenOnce() {
    LeadId lead = lead("often@example.com", "NURTURING");
    rig.begin();
    for (int change = 0; change < 10; change++) {
      rig.record.jdbc.sql("update lead set company = 'Fox " + change + "' where lead_id = :id").param("id", lead.value())
          .update();
      mark(lead);
    }
    rig.turn();
    assertThat(writes()).isEqualTo(1);
    assertThat(rig.hubspot.byAddress().get("often@example.com")).containsEntry("company", "Fox 9");
    mark(lead);
    rig.turn();
    assertThat(writes()).describedAs("nothing changed").isEqualTo(1);
  }

  @Test
  void whatIsNotKnownHereOverwritesNothingThere() {
    LeadId lead = lead("blank@example.com", "NURTURING");
    rig.record.jdbc.sql("update lead set company = null, title = null where lead_id = :id").param("id", lead.value()).update();
    rig.hubspot.put("blank@example.com", Map.of("company", "Theirs GmbH", "jobtitle", "Head of it"));
    rig.begin();
    rig.turn();
    assertThat(rig.hubspot.byAddress().get("blank@example.com"))
        .containsEntry("company", "Theirs GmbH").containsEntry("jobtitle", "Head of it").containsEntry("lifecyclestage", "lead");
  }

  @Test
  void whoseAddressChangesStaysTheSameContact() {
    LeadId lead = lead("old@example.com", "NURTURING");
    rig.begin();
    rig.turn();
    String id = rig.hubspot.idOf("old@example.com");
    rig.record.jdbc.sql("update lead set email = 'new@example.com', email_key = 'new@example.com' where lead_id = :id")
        .param("id", lead.value()).update();
    mark(lead);
    rig.turn();
    assertThat(rig.hubspot.idOf("new@example.com")).isEqualTo(id);
    assertThat(rig.hubspot.size()).isEqualTo(1);
  }

  @Test
  void toEnrichCreatesNobody() {
    lead("there@example.com", "MQL");
    lead("nowhere@example.com", "MQL");
    rig.hubspot.put("there@example.com", Map.of());
    rig.begin(rig.preset().replace("mode: sync", "mode: enrich"));
    ConnectorProgress progress = rig.turn();
    assertThat(rig.hubspot.byAddress()).containsOnlyKeys("there@example.com");
    assertThat(stage("there@example.com")).isEqualTo("marketingqualifiedlead");
    assertThat(progress.waiting()).isZero();
  }

  @Test
  void aCredentialThatStopsWorkingRaisesAnAlarmAndLosesNothing() {
    lead("night@example.com", "MQL");
    rig.begin();
    rig.hubspot.token = "another";
    ConnectorProgress progress = rig.turn();
    assertThat(progress.alarm()).contains("a person must see to it");
    assertThat(rig.store.find(ConnectorRig.ID).orElseThrow().standing().alarm()).contains("credential does not work")
        .contains("Authentication credentials not found").doesNotContain("pat-secret");
    assertThat(progress.waiting()).isEqualTo(1);
    assertThat(rig.turn().restMillis()).isGreaterThan(60_000);

    rig.connectors.put(ConnectorRig.ID, rig.preset(), "another", null, ConnectorRig.ADMIN);
    progress = rig.turn();
    assertThat(progress.alarm()).isNull();
    assertThat(rig.hubspot.byAddress()).containsKey("night@example.com");
  }

  @Test
  void aSystemThatIsAwayIsLeftAloneLongerEachTimeAndHoldsUpNoOther() throws IOException {
    lead("one@example.com", "MQL");
    rig.begin();
    rig.hubspot.down = 1;
    try (FakeHubSpot other = new FakeHubSpot()) {
      rig.connectors.put("other", new HubSpot().preset() + "server: " + other.url(), other.token, null, ConnectorRig.ADMIN);
      rig.store.dropped("other", java.util.Set.of("leadloop_score", "leadloop_grade", "leadloop_reason"));
      rig.connectors.start("other");
      long first = rig.turn().restMillis();
      rig.record.later(Duration.ofMillis(first));
      assertThat(rig.turn().restMillis()).isGreaterThan(first);
      rig.turns.turn("other");
      assertThat(other.byAddress()).containsKey("one@example.com");
    }
  }

  @Test
  void whatTheyDeletedIsWrittenAnewAndWhoAskedToBeForgottenIsDeletedThere() {
    LeadId lead = lead("gone@example.com", "NURTURING");
    rig.begin();
    rig.turn();
    rig.hubspot.remove(rig.hubspot.idOf("gone@example.com"));
    becomes(lead, "MQL");
    rig.turn();
    due();
    rig.turn();
    assertThat(stage("gone@example.com")).isEqualTo("marketingqualifiedlead");

    rig.record.jdbc.sql("update lead set erased_at = now(), email = null, email_key = null where lead_id = :id")
        .param("id", lead.value()).update();
    becomes(lead, "ERASED");
    rig.hubspot.down = 1;
    rig.turn();
    assertThat(rig.hubspot.size()).describedAs("it is away").isEqualTo(1);
    rig.hubspot.down = 0;
    rig.store.rests(ConnectorRig.ID, null, 0);
    due();
    rig.turn();
    assertThat(rig.hubspot.size()).isZero();
    assertThat(rig.record.jdbc.sql("select count(*) from connector_lead where sent is not null or remote_id is not null")
        .query(Long.class).single()).isZero();
  }

  @Test
  void nothingIsNotedWhereNoConnectorHasBegun() {
    LeadId lead = lead("calm@example.com", "NURTURING");
    rig.connectors.put(ConnectorRig.ID, rig.preset(), "pat-secret", null, ConnectorRig.ADMIN);
    mark(lead);
    assertThat(rig.record.jdbc.sql("select count(*) from connector_lead").query(Long.class).single()).isZero();
  }

  private LeadId lead(String address, String stage) {
    LeadId lead = rig.record.lead(address);
    rig.record.jdbc.sql("""
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level,
                recycles,
                                     progress, reply, product_score, account_score)
            values (:id, 1, now(), 1, :stage, 'COLD', 10, 50, 'B', 'NONE', 0, '{}', '{}', 0, 0)""")
        .param("id", lead.value()).param("stage", stage).update();
    return lead;
  }

  private void becomes(LeadId lead, String stage) {
    rig.record.jdbc.sql("update lead_status set stage = :stage where lead_id = :id").param("id", lead.value())
        .param("stage", stage).update();
    mark(lead);
  }

  private void mark(LeadId lead) {
    rig.record.jdbc.sql("select mark_connectors(:id)").param("id", lead.value()).query(Boolean.class).single();
  }

  /** Whatever waits has its turn now. */
  private void due() {
    rig.record.jdbc.sql("update connector_lead set next_try_at = now() where next_try_at is not null").update();
  }

  private String stage(String address) {
    return rig.hubspot.byAddress().get(address).get("lifecyclestage");
  }

  private long writes() {
    return rig.hubspot.calls.stream().filter(call -> call.endsWith("upsert") || call.endsWith("update")).count();
  }

  /** Dies after the other side has answered and before that is noted. */
  private static final class Dying extends WaitingStore {
    private int left = 2;

    Dying(JdbcClient jdbc) {
      super(jdbc);
    }

    @Override
    void settle(String connector, List<Settled> settled) {
      if (!settled.isEmpty() && settled.stream().anyMatch(Settled::done) && left-- == 0) {
        throw new IllegalStateException("killed");
      }
      super.settle(connector, settled);
    }
  }

  private Map<String, String> ours() {
    Map<String, String> preset = Map.of(
        "NURTURING", "lead", "MQL", "marketingqualifiedlead", "SQL", "salesqualifiedlead", "ACCEPTED", "salesqualifiedlead",
        "OPPORTUNITY", "opportunity", "WON", "customer", "LOST", "lead", "DISQUALIFIED", "other");
    Map<String, String> stages = new TreeMap<>();
    rig.record.jdbc.sql("select email_key, stage from lead join lead_status using (lead_id)")
        .query((row, n) -> stages.put(row.getString(1), preset.get(row.getString(2)))).list();
    return stages;
  }

  private static Map<String, String> stages(Map<String, Map<String, String>> contacts) {
    Map<String, String> stages = new TreeMap<>();
    contacts.forEach((address, contact) -> stages.put(address, contact.get("lifecyclestage")));
    return stages;
  }
}
