package dev.leadloop.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.connect.salesforce.FakeSalesforce;
import dev.leadloop.connect.salesforce.Salesforce;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.temporal.connector.ConnectorProgress;
import dev.leadloop.testing.ManyLeads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads in a Salesforce organisation, written and heard of, whatever it answers. */
@Timeout(60)
class SalesforceTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String NORTH = "005000000000071AAA";
  private static final String SOUTH = "005000000000072AAA";
  private ConnectorRig rig;
  private FakeSalesforce fake;

  @BeforeEach
  void open() throws IOException {
    rig = new ConnectorRig(List.of(new Salesforce()));
    fake = new FakeSalesforce();
    fake.user(NORTH, "one@example.com");
    fake.user(SOUTH, "two@example.com");
  }

  @AfterEach
  void close() throws IOException {
    fake.close();
    rig.close();
  }

  private String preset() {
    return new Salesforce().preset().replace("https://example.my.salesforce.com", fake.url());
  }

  private void begin() throws VendorTrouble {
    begin(preset());
  }

  private void begin(String mapping) throws VendorTrouble {
    Connector connector = rig.connectors.put(ConnectorRig.ID, mapping, fake.token, null, ConnectorRig.ADMIN);
    assertThat(rig.connectors.check(connector, List.of()).problems()).isEmpty();
    rig.connectors.start(ConnectorRig.ID);
  }

  private LeadId lead(String address, String stage) {
    LeadId lead = rig.record.lead(address);
    rig.record.jdbc.sql("""
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level,
                                     recycles, progress, reply, product_score, account_score)
            values (:id, 1, now(), 1, :stage, 'COLD', 10, 50, 'B', 'NONE', 0, '{}', '{}', 0, 0)""")
        .param("id", lead.value()).param("stage", stage).update();
    return lead;
  }

  private void becomes(LeadId lead, String stage) {
    rig.record.jdbc.sql("update lead_status set stage = :stage where lead_id = :id").param("id", lead.value())
        .param("stage", stage).update();
    rig.record.jdbc.sql("select mark_connectors(:id)").param("id", lead.value()).query(Boolean.class).single();
  }

  private void due() {
    rig.record.jdbc.sql("update connector_lead set next_try_at = now() where next_try_at is not null").update();
  }

  private ObjectNode there(String address) {
    return fake.byAddress().get(address);
  }

  private void sweep() throws InterruptedException {
    rig.record.later(Duration.ofSeconds(61));
    rig.untilDone(LONG);
  }

  @Test
  void thePresetNeedsNothingOfAStandardOrganisationAndSaysWhatOfItIsLeftOut() throws VendorTrouble {
    Connector connector = rig.connectors.put(ConnectorRig.ID, preset(), fake.token, null, ConnectorRig.ADMIN);
    Connectors.Checked checked = rig.connectors.check(connector, List.of("one@example.com", "nobody@example.com"));
    assertThat(checked.problems()).isEmpty();
    assertThat(checked.dropped()).containsExactlyInAnyOrder("Leadloop_Id__c", "Leadloop_Stage__c", "Leadloop_Score__c",
        "Leadloop_Grade__c", "Leadloop_Reason__c");
    assertThat(checked.unknownUsers()).containsExactly("nobody@example.com");

    fake.statuses.remove("Working - Contacted");
    fake.withFields();
    checked = rig.connectors.check(rig.store.find(ConnectorRig.ID).orElseThrow(), List.of());
    assertThat(checked.dropped()).as("they were made since").isEmpty();
    assertThat(checked.problems()).extracting(problem -> problem.message())
        .anySatisfy(message -> assertThat(message).contains("'Status' does not take 'Working - Contacted'"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyLeadIsThereOnceThoughCallsFailAndAnswersAreLost(boolean idField) throws VendorTrouble, InterruptedException {
    ManyLeads.write(rig.record.jdbc, 220);
    if (idField) {
      fake.withFields();
    }
    begin();
    fake.broken = 0.2;
    fake.acceptedThenLate = 0.3;
    ConnectorProgress progress = rig.turn();
    for (int turn = 0; turn < 40 && progress.waiting() > 0; turn++) {
      due();
      rig.store.rests(ConnectorRig.ID, null, 0);
      progress = rig.turn();
    }
    assertThat(progress.waiting()).isZero();
    assertThat(progress.setAside()).isZero();
    TreeSet<String> ours = new TreeSet<>(
        rig.record.jdbc.sql("select email_key from lead").query(String.class).list());
    assertThat(fake.byAddress().keySet()).isEqualTo(ours);
    assertThat(fake.byAddress().values()).allMatch(one -> one.hasNonNull("Leadloop_Id__c") == idField);
  }

  @Test
  void whoIsThereAlreadyIsFoundAndOwnersAreNotRoutedAnew() throws VendorTrouble {
    fake.withFields();
    LeadId lead = lead("there@example.com", "SQL");
    rig.record.jdbc.sql("update lead_status set owner = (select rep_id from rep where lower(email) = 'two@example.com')")
        .update();
    String id = fake.put(Map.of("Email", "There@Example.com", "LastName", "Known", "Company", "Theirs"));
    begin();
    rig.turn();
    assertThat(fake.size()).isEqualTo(1);
    assertThat(rig.waiting.leadOf(ConnectorRig.ID, id)).contains(lead.value());
    ObjectNode found = fake.byAddress().values().iterator().next();
    assertThat(found.path("OwnerId").asText()).isEqualTo(SOUTH);
    assertThat(found.path("Leadloop_Id__c").asText()).isEqualTo(lead.value());
    assertThat(found.path("LastName").asText()).as("what is not known here overwrites nothing").isNotEqualTo("[not provided]");

    fake.remove(id);
    becomes(lead, "ACCEPTED");
    rig.turn();
    due();
    rig.turn();
    assertThat(there("there@example.com").path("Status").asText()).as("made anew").isEqualTo("Working - Contacted");
  }

  @Test
  void whatTheyNeedAndIsNotKnownIsMarkedAsTheyMarkItAndDoesNotComeBackAsAName() throws VendorTrouble, InterruptedException {
    LeadId lead = lead("blank@example.com", "MQL");
    rig.record.jdbc.sql("update lead set last_name = null, company = null").update();
    begin();
    rig.turn();
    assertThat(there("blank@example.com").path("LastName").asText()).isEqualTo("[not provided]");
    fake.now = fake.now.plusSeconds(100);
    fake.change(there("blank@example.com").path("Id").asText(), Map.of("Title", "Head of Growth"), fake.now);
    sweep();
    assertThat(rig.record.jdbc.sql("select coalesce(last_name, 'none') || coalesce(company, 'none') from lead where lead_id=:id")
        .param("id", lead.value()).query(String.class).single()).isEqualTo("nonenone");
  }

  @Test
  void whatOneRecordIsRefusedForIsSaidInWordsAndHoldsUpNoOther() throws VendorTrouble {
    fake.withFields();
    ManyLeads.write(rig.record.jdbc, 60);
    List<String> addresses = rig.record.jdbc.sql("select email_key from lead order by 1").query(String.class).list();
    fake.invalid.add(addresses.get(3));
    fake.duplicates.add(addresses.get(20));
    fake.put(Map.of("Email", addresses.get(30), "LastName", "A", "Company", "A"));
    fake.put(Map.of("Email", addresses.get(30), "LastName", "B", "Company", "B"));
    fake.locked.put(addresses.get(40), 2);
    begin();
    rig.store.read(ConnectorRig.ID, null, true);
    rig.turn();
    List<String> aside = rig.waiting.aside(ConnectorRig.ID, 10).stream().map(one -> one.email() + " " + one.failed()).toList();
    assertThat(aside).containsExactlyInAnyOrder(
        addresses.get(3) + " FIELD_CUSTOM_VALIDATION_EXCEPTION: MQL needs a company",
        addresses.get(20) + " a duplicate rule (Standard_Lead_Duplicate_Rule) found records like this one: 00QAA0000000009AAA;"
            + " merge them, or have the rule allow it, and try again (Use one of these records?)",
        addresses.get(30) + " several leads there are this one: 00Q000000000001AAA, 00Q000000000002AAA;"
            + " merge them and try again");
    assertThat(rig.waiting.counts(ConnectorRig.ID).waiting()).as("whose record is locked").isEqualTo(1);
    for (int turn = 0; turn < 3; turn++) {
      due();
      rig.turn();
    }
    assertThat(rig.waiting.counts(ConnectorRig.ID).waiting()).isZero();
    assertThat(fake.size()).isEqualTo(57 + 2);
    assertThat(fake.calls.stream().filter(call -> call.startsWith("PATCH /composite"))).as("one batch and one that was locked")
        .hasSizeLessThan(5);
  }

  @Test
  void severalOfOneExternalIdAreToldWithTheirIds() throws VendorTrouble {
    fake.withFields();
    LeadId lead = lead("twice@example.com", "MQL");
    begin();
    String one = fake.put(Map.of("Email", "a@example.com", "Leadloop_Id__c", lead.value()));
    String two = fake.put(Map.of("Email", "b@example.com", "Leadloop_Id__c", lead.value(), "Status", "Closed - Not Converted"));
    rig.turn();
    assertThat(rig.waiting.aside(ConnectorRig.ID, 10)).singleElement()
        .satisfies(aside -> assertThat(aside.failed()).contains(one).contains(two).contains("merge them"));
    assertThat(fake.size()).isEqualTo(2);
  }

  @Test
  void aDayThatIsUsedUpIsARestAndNoAlarmAndCostsNoAttempt() throws VendorTrouble {
    lead("rest@example.com", "MQL");
    begin();
    fake.usedUp = true;
    ConnectorProgress progress = rig.turn();
    assertThat(progress.alarm()).isNull();
    assertThat(progress.restMillis()).isGreaterThan(Duration.ofMinutes(14).toMillis());
    int calls = fake.calls.size();
    rig.turn();
    assertThat(fake.calls).hasSize(calls);
    fake.usedUp = false;
    rig.record.later(Duration.ofMinutes(16));
    rig.turn();
    assertThat(fake.byAddress()).containsKey("rest@example.com");
  }

  @Test
  void whoSignsInDoesSoAnewWhenTheSessionEndsAndStopsOnlyWhereTheSecretWorksNoLonger() throws VendorTrouble {
    LeadId lead = lead("session@example.com", "NURTURING");
    Connector connector = rig.connectors.put(ConnectorRig.ID, preset(), "key:se:cret", null, ConnectorRig.ADMIN);
    rig.connectors.check(connector, List.of());
    rig.connectors.start(ConnectorRig.ID);
    rig.turn();
    assertThat(there("session@example.com").path("Status").asText()).isEqualTo("Open - Not Contacted");

    fake.token = "ended";
    becomes(lead, "ACCEPTED");
    rig.record.later(Duration.ofMinutes(2));
    assertThat(rig.turn().alarm()).isNull();
    rig.turn();
    assertThat(there("session@example.com").path("Status").asText()).isEqualTo("Working - Contacted");

    fake.token = "ended again";
    fake.secret = "another";
    becomes(lead, "DISQUALIFIED");
    rig.record.later(Duration.ofMinutes(2));
    assertThat(rig.turn().alarm()).isNull();
    assertThat(rig.turn().alarm()).isNotNull();
    assertThat(rig.store.find(ConnectorRig.ID).orElseThrow().standing().alarm()).contains("invalid_client")
        .doesNotContain("se:cret");
    assertThat(fake.calls.stream().filter(call -> call.contains("oauth2"))).as("once a session").hasSize(3);
  }

  @Test
  void aBurstInOneInstantIsHeardWholeThoughPagesEndWithinItAndWhatIsSeenLateIsNotMissed()
      throws VendorTrouble, InterruptedException {
    fake.withFields();
    for (int n = 0; n < 40; n++) {
      lead("burst" + n + "@example.com", "NURTURING");
    }
    rig.record.jdbc.sql("update lead set title = null").update();
    begin();
    rig.untilDone(LONG);
    fake.page = 7;
    fake.now = Instant.parse("2026-12-01T10:30:00Z");
    List<String> ids = fake.byAddress().values().stream().map(one -> one.path("Id").asText()).toList();
    ids.subList(0, 38).forEach(id -> fake.change(id, Map.of("Title", "Changed"), fake.now));
    sweep();
    assertThat(titles("Changed")).isEqualTo(38);

    // Its time is before what was heard already, since it was committed after that.
    fake.change(ids.get(38), Map.of("Title", "Late"), fake.now.minusSeconds(200));
    // Whoever was changed last is there no more.
    ids.subList(0, 5).forEach(fake::remove);
    sweep();
    assertThat(titles("Late")).isEqualTo(1);
    sweep();
    fake.now = fake.now.plusSeconds(3_600);
    fake.change(ids.get(39), Map.of("Title", "Later"), fake.now);
    sweep();
    assertThat(titles("Later")).isEqualTo(1);
    assertThat(rig.record.jdbc.sql("select count(*) from connector_event where event_key like '%' || :id || '%'")
        .param("id", ids.get(39)).query(Long.class).single()).as("once, however often it is read").isLessThanOrEqualTo(2);
  }

  private long titles(String title) {
    return rig.record.jdbc.sql("select count(*) from lead where title = :title").param("title", title).query(Long.class).single();
  }

  private DecideAndRecord decisions;

  private void decide(LeadId lead) {
    long seq = rig.record.jdbc.sql("select coalesce(max(seq), 0) from lead_status where lead_id = :id").param("id", lead.value())
        .query(Long.class).single();
    while (rig.record.records.inbox().anyUndecided(lead) || seq == 0) {
      seq = rig.record.decide(decisions, lead, seq + 1).view().seq();
    }
  }

  private LeadId handedOver(String address) {
    decisions = rig.record.decisions(LeadLifecycle::decide);
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

  private long events(LeadId lead) {
    return rig.record.jdbc.sql("select count(*) from inbox where lead_id = :id and principal_id = 'connector/crm'")
        .param("id", lead.value()).query(Long.class).single();
  }

  @Test
  void anotherOwnerThereMovesTheHandoffOnceAndOurOwnWritesChangeNothing() throws VendorTrouble, InterruptedException {
    LeadId lead = handedOver("moved@example.com");
    begin();
    rig.untilDone(LONG);
    String was = status(lead, "owner");
    ObjectNode there = there("moved@example.com");
    assertThat(there.path("OwnerId").asText()).isEqualTo(was.equals("rep-1") ? NORTH : SOUTH);
    sweep();
    assertThat(events(lead)).as("what we wrote").isZero();

    fake.now = fake.now.plusSeconds(60);
    fake.change(there.path("Id").asText(), Map.of("OwnerId", was.equals("rep-1") ? SOUTH : NORTH), fake.now);
    sweep();
    decide(lead);
    assertThat(status(lead, "owner")).isEqualTo(was.equals("rep-1") ? "rep-2" : "rep-1");
    long writes = fake.calls.stream().filter(call -> call.startsWith("PATCH")).count();
    for (int more = 0; more < 3; more++) {
      sweep();
      decide(lead);
    }
    assertThat(events(lead)).as("it has come to rest").isEqualTo(1);
    assertThat(fake.calls.stream().filter(call -> call.startsWith("PATCH")).count()).isLessThanOrEqualTo(writes + 1);
  }

  @Test
  void aConversionAcceptsTheLeadAndItsOpportunityClosesTheLoopWithItsAmount() throws VendorTrouble, InterruptedException {
    LeadId lead = handedOver("deal@example.com");
    begin();
    rig.untilDone(LONG);
    String id = there("deal@example.com").path("Id").asText();
    fake.now = fake.now.plusSeconds(60);
    fake.opportunity(id, "Qualification", 1_200.5);
    sweep();
    decide(lead);
    assertThat(status(lead, "stage")).isEqualTo("OPPORTUNITY");
    assertThat(status(lead, "deal_amount")).startsWith("1200.5");
    rig.untilDone(LONG);
    assertThat(rig.waiting.aside(ConnectorRig.ID, 5)).as("a converted lead can be changed no more").isEmpty();

    fake.now = fake.now.plusSeconds(60);
    fake.opportunity(id, "Closed Won", 1_500.0);
    sweep();
    decide(lead);
    assertThat(status(lead, "stage")).isEqualTo("WON");
    assertThat(status(lead, "deal_amount")).startsWith("1500");
    long heard = events(lead);
    sweep();
    assertThat(events(lead)).isEqualTo(heard);
  }

  @Test
  void aStatusThatClosesThereClosesHereAndTheOneWeWroteTellsNothing() throws VendorTrouble, InterruptedException {
    LeadId closed = handedOver("closed@example.com");
    LeadId ours = lead("ours@example.com", "DISQUALIFIED");
    begin();
    rig.untilDone(LONG);
    assertThat(there("ours@example.com").path("Status").asText()).isEqualTo("Closed - Not Converted");
    sweep();
    assertThat(events(ours)).isZero();
    fake.now = fake.now.plusSeconds(60);
    fake.change(there("closed@example.com").path("Id").asText(), Map.of("Status", "Closed - Not Converted"), fake.now);
    sweep();
    decide(closed);
    assertThat(status(closed, "stage")).isEqualTo("LOST");
  }
}
