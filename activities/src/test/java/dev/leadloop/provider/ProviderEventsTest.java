package dev.leadloop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.record.JournalStore;
import dev.leadloop.record.ProviderRig;
import dev.leadloop.sending.SendCheck;
import dev.leadloop.sending.SendStore.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderEventsTest {
  private static final String BROWSER =
      ",\"useragent\":\"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0\"";
  private final ProviderRig rig = new ProviderRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private Instant ago(long seconds) {
    return rig.fixture.now().minusSeconds(seconds);
  }

  private String event(String kind, UUID send, long secondsAgo, String more) {
    return ProviderRig.event(UUID.randomUUID().toString(), kind, send, null, ago(secondsAgo), more);
  }

  private String about(String kind, String address, long secondsAgo, String more) {
    return ProviderRig.event(UUID.randomUUID().toString(), kind, null, address, ago(secondsAgo), more);
  }

  private List<Signal> signals(LeadId lead) {
    return rig.fixture.records.signals().since(lead, Instant.EPOCH);
  }

  private List<String> timeline(LeadId lead) {
    return rig.fixture.records.journal().of(lead).stream().map(JournalStore.RecordedEntry::entry).map(Sentences::of).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "bounce, hard_bounce", "spamreport, spam_report", "unsubscribe, unsubscribed", "group_unsubscribe, group_unsubscribe"
  })
  void whatMustNotBeMailedIsSuppressedWithTheEventOrNotAtAll(String kind, String reason) {
    LeadId lead = rig.decidedLead();
    String address = rig.address(lead);
    String report = about(kind, address, 5, "");
    rig.fixture.transaction.executeWithoutResult(status -> {
      rig.take(report);
      status.setRollbackOnly();
    });
    assertThat(rig.addresses.reason(address)).isEmpty();
    ProviderEvents.Taken taken = rig.take(report);
    assertThat(taken).isEqualTo(new ProviderEvents.Taken(1, 0, 0));
    assertThat(rig.addresses.reason(address)).contains(reason);
    assertThat(rig.take(report, report).known()).isEqualTo(2);
    rig.decide(lead);
    assertThat(rig.fixture.records.statuses().find(lead).orElseThrow().progress().nurture().suppressed()).isEqualTo(reason);
  }

  @Test
  void mailKnownByItsSendIdAloneSuppressesTheAddressItsLeadHas() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    rig.take(event("bounce", mail, 5, ",\"status\":\"5.1.1\""));
    assertThat(rig.addresses.reason(rig.address(lead))).contains("hard_bounce");
  }

  @ParameterizedTest
  @CsvSource({
    "Bounced Address, hard_bounce", "Invalid, hard_bounce", "Spam Reporting Address, spam_report",
        "Unsubscribed Address, unsubscribed",
    "Spam Content, none"
  })
  void whatTheProviderDropsForGoodIsSuppressedAsItsOwnListSays(String reason, String suppressed) {
    LeadId lead = rig.decidedLead();
    rig.take(about("dropped", rig.address(lead), 5, ",\"reason\":\"" + reason + "\""));
    assertThat(rig.addresses.reason(rig.address(lead)).orElse("none")).isEqualTo(suppressed);
  }

  @Test
  void comingBackToAGroupLiftsOnlyWhatLeavingItDid() {
    LeadId lead = rig.decidedLead();
    String address = rig.address(lead);
    rig.take(about("group_unsubscribe", address, 50, ",\"asm_group_id\":7"));
    rig.take(about("group_resubscribe", address, 40, ",\"asm_group_id\":8"));
    assertThat(rig.addresses.reason(address)).contains("group_unsubscribe");
    rig.take(about("group_resubscribe", address, 30, ",\"asm_group_id\":7"));
    assertThat(rig.addresses.reason(address)).isEmpty();
    rig.decide(lead);
    assertThat(rig.fixture.records.statuses().find(lead).orElseThrow().progress().nurture().suppressed()).isNull();
    rig.take(about("spamreport", address, 20, ""));
    rig.take(about("group_resubscribe", address, 10, ",\"asm_group_id\":7"));
    assertThat(rig.addresses.reason(address)).contains("spam_report");
  }

  @Test
  void leavingComingBackAndComplainingEndTheSameInEveryOrder() {
    List<String> kinds = List.of("group_unsubscribe", "group_resubscribe", "bounce", "group_unsubscribe", "spamreport");
    for (long seed = 0; seed < 30; seed++) {
      LeadId lead = rig.decidedLead();
      String address = rig.address(lead);
      boolean complains = seed % 2 == 0;
      List<String> events = new ArrayList<>();
      for (int i = 0; i < (complains ? 5 : 2); i++) {
        events.add(about(kinds.get(i), address, 500 - i * 10L, ",\"asm_group_id\":7,\"status\":\"5.1.1\""));
      }
      Collections.shuffle(events, new Random(seed));
      events.forEach(rig::take);
      assertThat(rig.addresses.reason(address).orElse("none")).as("seed " + seed)
          .isEqualTo(complains ? "spam_report" : "none");
    }
  }

  @ParameterizedTest
  @CsvSource({"UNKNOWN, processed", "UNKNOWN, delivered", "SENDING, processed", "UNKNOWN, dropped"})
  void reportOfAMailWhoseFateWasOpenSettlesIt(State state, String kind) {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", state);
    rig.take(event(kind, mail, 5, ""));
    rig.tellAll();
    assertThat(rig.state(mail)).isEqualTo("ACCEPTED");
    rig.decide(lead);
    assertThat(timeline(lead)).anyMatch(line -> line.contains("step1 of nurture was accepted"));
  }

  @Test
  void whatHappensToAMailOnItsWayIsShownOnceWithoutWordsOfTheProvider() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    String words = ",\"response\":\"451 " + rig.address(lead) + " try later\",\"reason\":\"" + rig.address(lead) + "\"";
    rig.take(
        event("deferred", mail, 50, ",\"attempt\":\"1\"" + words),
        event("deferred", mail, 40, ",\"attempt\":\"2\"" + words),
        event("bounce", mail, 30, ",\"type\":\"blocked\",\"status\":\"5.7.1\"" + words),
        event("delivered", mail, 20, words));
    rig.tellAll();
    rig.decide(lead);
    assertThat(timeline(lead))
        .filteredOn(line -> line.startsWith("Nurture e-mail step1"))
        .hasSize(3)
        .anyMatch(line -> line.contains("asks to wait"))
        .anyMatch(line -> line.endsWith("turned away by the receiving server: 5.7.1"))
        .anyMatch(line -> line.endsWith("was delivered"))
        .noneMatch(line -> line.contains("@"));
    assertThat(rig.addresses.reason(rig.address(lead))).isEmpty();
  }

  @Test
  void peopleAreSignalsAndMachinesAreNot() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    rig.take(
        event("delivered", mail, 1_000, ""),
        event("open", mail, 998, BROWSER),
        event("open", mail, 900, ",\"sg_machine_open\":true" + BROWSER),
        event("open", mail, 800, BROWSER),
        event("click", mail, 700, BROWSER + ",\"url\":\"https://www.example.com/guide\""));
    rig.tellAll();
    rig.decide(lead);
    assertThat(signals(lead)).filteredOn(signal -> !signal.voided())
        .extracting(Signal::type).containsExactly("email_open", "email_click");
    assertThat(signals(lead)).filteredOn(Signal::voided)
        .extracting(signal -> signal.properties().get(Signal.VOIDED_BECAUSE))
        .containsExactlyInAnyOrder("within seconds of delivery", "the provider says a machine did it");
  }

  @Test
  void laterEventThatGivesAMachineAwayTakesThePointsBack() {
    LeadId lead = rig.decidedLead();
    UUID mail = rig.mail(lead, "nurture", "step1", State.ACCEPTED);
    rig.take(event("open", mail, 600, BROWSER), event("click", mail, 500, BROWSER + ",\"url\":\"https://www.example.com/a\""));
    rig.tellAll();
    assertThat(rig.decide(lead).view().score().score()).isEqualTo(2);
    rig.take(event("click", mail, 497, BROWSER + ",\"url\":\"https://www.example.com/b\""), event("delivered", mail, 602, ""));
    rig.tellAll();
    assertThat(rig.decide(lead).view().score().score()).isZero();
    assertThat(signals(lead)).hasSize(3).allMatch(Signal::voided);
    assertThat(rig.fixture.records.journal().of(lead)).extracting(JournalStore.RecordedEntry::entry)
        .filteredOn(JournalEntry.SignalVoided.class::isInstance).hasSize(3);
  }

  private long count(String which) {
    return rig.fixture.jdbc.sql("select count(*) from provider_event where " + which).query(Long.class).single();
  }

  @Test
  void eventsOfUnknownMailsAreCountedAndDoNothing() {
    String open = event("open", UUID.randomUUID(), 5, BROWSER);
    assertThat(rig.take(open, open)).isEqualTo(new ProviderEvents.Taken(0, 0, 2));
    assertThat(rig.take(open)).isEqualTo(new ProviderEvents.Taken(0, 0, 1));
    rig.tellAll();
    assertThat(count("lead_id is null")).isOne();
    assertThat(count("applied_at is null")).isZero();
  }

  @Test
  void threeSoftBouncesGiveTheAddressARestThatEndsByItself() {
    LeadId lead = rig.decidedLead();
    String address = rig.address(lead);
    SoftBounces check =
        new SoftBounces(rig.store, new SoftBounces.Terms(3, Duration.ofDays(30), Duration.ofDays(14)));
    String full = ",\"status\":\"4.2.2\"";
    rig.take(about("bounce", address, 900_000, full), about("bounce", address, 500_000, full));
    assertThat(check.look(mail(lead, address, rig.fixture.now()))).isNull();
    Instant last = Instant.ofEpochSecond(ago(100).getEpochSecond());
    rig.take(ProviderRig.event(UUID.randomUUID().toString(), "bounce", null, address, last, full));
    SendCheck.Held held = Objects.requireNonNull(check.look(mail(lead, address, rig.fixture.now())));
    assertThat(held.until()).isEqualTo(last.plus(Duration.ofDays(14)));
    assertThat(held.why()).contains("3 mails came back");
    assertThat(check.look(mail(lead, address, last.plus(Duration.ofDays(14))))).isNull();
    assertThat(rig.addresses.reason(address)).isEmpty();
  }

  private SendCheck.Mail mail(LeadId lead, String address, Instant now) {
    return new SendCheck.Mail(
        rig.fixture.records.leads().find(lead).orElseThrow(),
        address,
        new dev.leadloop.lifecycle.deciding.Effect.SendEmail("nurture", 1, "step1", 1, "nurture/1-guide", "mail", null),
        rig.fixture.records.statuses().find(lead).orElseThrow().progress(),
        TestPolicies.mailing("nurture/1-guide"),
        now);
  }
}
