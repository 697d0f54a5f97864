package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.temporal.DecisionActivities;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.MessageContent;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

class DecideAndRecordTest {
  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aDecisionIsRecordedWholeAndRepeatedWordForWord() {
    LeadId lead = fixture.lead();
    fixture.signal(lead, "demo", "demo_requested");
    DecisionReply first = fixture.decide(decisions, lead, 1);
    assertThat(first.seq()).isEqualTo(1);
    assertThat(first.view().stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(first.view().sales().owner()).isIn("rep-1", "rep-2");
    assertThat(first.more()).isFalse();
    assertThat(first.effects()).extracting(e -> e.effect()).hasAtLeastOneElementOfType(Effect.Notify.class);
    assertThat(first.verdicts()).as("ids that callers gave stay in the record").isEmpty();
    assertThat(verdict(lead, "entered").applied()).isTrue();
    assertThat(verdict(lead, "demo").applied()).isTrue();
    assertThat(fixture.decide(decisions, lead, 1)).isEqualTo(first);
    assertThat(fixture.records.handoffs().of(lead)).hasSize(1);
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void aDecisionThatCannotBeRecordedIsToldUntilItCan() {
    LeadId lead = fixture.lead();
    fixture.jdbc.sql("alter table lead_status add constraint refuse check (lead_id <> '" + lead.value() + "')").update();
    try {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> fixture.decide(decisions, lead, 1)).isInstanceOf(DataIntegrityViolationException.class);
      }
      assertThat(fixture.jdbc.sql("select what || ' ' || code || ' ' || tries || ' ' || why from set_aside where lead_id = :lead")
              .param("lead", lead.value()).query(String.class).single())
          .startsWith("DECISION DataIntegrityViolationException 2 ERROR: new row for relation \"lead_status\"")
          .doesNotContain("Failing row", "\n");
    } finally {
      fixture.jdbc.sql("alter table lead_status drop constraint refuse").update();
    }
    fixture.decide(decisions, lead, 1);
    assertThat(fixture.jdbc.sql("select count(*) from set_aside").query(Integer.class).single()).isZero();
  }

  @Test
  void aMessageTheRecordCannotHoldIsRefusedAndTheLeadLivesOn() {
    LeadId lead = fixture.lead();
    List<MessageContent> bad = List.of(
        message("long", new EventBody.Engaged("x".repeat(65), Map.of(), false)),
        message("type", new EventBody.Engaged("Pricing page", Map.of(), false)),
        message("nul", new EventBody.Engaged("page_view", Map.of("page", "/a\0"), false)),
        message("name", new EventBody.Engaged("page_view", Map.of("a\nb", "c"), false)),
        message("half", new EventBody.Engaged("page_view", Map.of("page", "\ud83d"), false)),
        message("value", new EventBody.Engaged("page_view", Map.of("page", "x".repeat(501)), false)),
        message("e".repeat(5_000), new EventBody.Accepted(0)),
        message("nul\0", new EventBody.Accepted(0)),
        message("reason", new EventBody.Rejected(0, "no\0budget", false)),
        new MessageContent("never", Instant.MAX, new EventBody.Accepted(0), false));
    List<MessageContent> all = new ArrayList<>(bad);
    all.add(message("good", new EventBody.Engaged("page_view", Map.of("page", "/größe"), false)));
    DecisionReply reply = decisions.decideAndRecord(new DecisionRequest(lead.value(), fixture.now(), 1, all));
    assertThat(reply.verdicts()).filteredOn(verdict -> !verdict.applied()).hasSize(bad.size())
        .allSatisfy(verdict -> assertThat(verdict.message()).startsWith("This message was not taken: it "));
    assertThat(reply.verdicts()).filteredOn(Verdict::applied).extracting(Verdict::eventId).containsExactly("good");
    assertThat(verdict(lead, "entered").applied()).isTrue();
    assertThat(fixture.records.inbox().anyUndecided(lead)).isFalse();
  }

  private MessageContent message(String eventId, EventBody body) {
    return new MessageContent(eventId, fixture.now(), body, false);
  }

  @Test
  void aRepeatedCallTellsOfRowsThatCameSince() {
    LeadId lead = fixture.lead();
    DecisionReply first = fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "s", "ebook_download");
    assertThat(first.more()).isFalse();
    assertThat(fixture.decide(decisions, lead, 1).more()).isTrue();
  }

  @Test
  void whereNothingHappenedNothingIsRecorded() {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    int lines = fixture.records.journal().of(lead).size();
    DecisionReply again = fixture.decide(decisions, lead, 2);
    assertThat(again.seq()).isEqualTo(1);
    assertThat(again.due()).isNotNull();
    assertThat(fixture.records.journal().of(lead)).hasSize(lines);
  }

  @Test
  void askingBelowTheRecordGivesTheLatestStateAndOpenEffects() {
    LeadId lead = fixture.lead();
    fixture.signal(lead, "demo", "demo_requested");
    DecisionReply first = fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "later", "ebook_download");
    DecisionReply second = fixture.decide(decisions, lead, 2);
    fixture.records.effects().done(lead, 1, first.effects().get(0).n(), fixture.now(), "e-mail");
    DecisionReply lost = fixture.decide(decisions, lead, 0);
    assertThat(lost.seq()).isEqualTo(2);
    assertThat(lost.view()).isEqualTo(second.view());
    assertThat(lost.due()).isEqualTo(second.due());
    List<DecisionReply.OrderedEffect> open = new ArrayList<>(first.effects().subList(1, first.effects().size()));
    open.addAll(second.effects());
    assertThat(lost.effects()).isEqualTo(open);
  }

  @Test
  void askingFarAboveTheRecordDecidesTheNext() {
    LeadId lead = fixture.lead();
    assertThat(fixture.decide(decisions, lead, 7).seq()).isEqualTo(1);
  }

  @Test
  void aLeadNobodyKnowsFailsForGood() {
    for (String id : List.of("nobody", "not an id")) {
      assertThatThrownBy(() -> decisions.decideAndRecord(
              new DecisionRequest(id, fixture.now(), 1, List.of())))
          .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo(DecisionActivities.UNKNOWN_LEAD);
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure.getOriginalMessage()).contains(id).contains("Take the lead in first");
          });
    }
  }

  @Test
  void contentOfAReplayedMessageCountsOnce() {
    LeadId lead = fixture.lead();
    MessageContent content = new MessageContent(
        "signal-1", fixture.now(), new EventBody.Engaged("ebook_download", Map.of(), false), false);
    decisions.decideAndRecord(fixture.request(lead, 1, content));
    decisions.decideAndRecord(fixture.request(lead, 2, content));
    assertThat(fixture.records.journal().of(lead)).filteredOn(l -> l.entry() instanceof JournalEntry.SignalRecorded)
        .singleElement()
        .satisfies(line -> assertThat(line.by().toString()).isEqualTo("temporal:temporal"));
    assertThat(decisions.recordedVerdict(lead.value(), "signal-1")).isNotNull();
    assertThat(decisions.recordedVerdict(lead.value(), "unheard-of")).isNull();
  }

  @Test
  void ofTwoAnswersAtOnceOneWinsAndTheOtherIsToldWho() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < 20; race++) {
        LeadId lead = fixture.lead();
        fixture.signal(lead, "demo", "demo_requested");
        DecisionReply handed = fixture.decide(decisions, lead, 1);
        String owner = Objects.requireNonNull(handed.view().sales().owner());
        together(
            threads,
            () -> answerAndDecide(lead, "accept", owner, new EventBody.Accepted(1)),
            () -> answerAndDecide(lead, "reject", owner, new EventBody.Rejected(1, "no_need", false)));
        Verdict accept = Objects.requireNonNull(decisions.recordedVerdict(lead.value(), "accept"));
        Verdict reject = Objects.requireNonNull(decisions.recordedVerdict(lead.value(), "reject"));
        assertThat(accept.applied()).isNotEqualTo(reject.applied());
        assertThat(accept.applied() ? reject.message() : accept.message()).contains(owner);
        assertThat(fixture.records.handoffs().of(lead)).filteredOn(c -> c.cycle() == 1)
            .extracting(HandoffCycle::ended).doesNotContainNull();
        assertThat(fixture.check.differences(lead)).isEmpty();
      }
    }
  }

  private DecisionReply answerAndDecide(LeadId lead, String event, String owner, EventBody body) {
    fixture.answer(lead, event, owner, body);
    return fixture.decide(decisions, lead, 1000);
  }

  @Test
  void decisionsOfOneLeadAtOnceMakeOneGaplessRecord() throws Exception {
    LeadId lead = fixture.lead();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Object>> all = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        int thread = t;
        all.add(() -> {
          for (int i = 0; i < 15; i++) {
            fixture.signal(lead, "e" + thread + "-" + i, "email_open");
            fixture.decide(decisions, lead, 1000);
          }
          return thread;
        });
      }
      for (Future<Object> one : threads.invokeAll(all)) {
        one.get();
      }
    }
    fixture.decide(decisions, lead, 1000);
    assertThat(fixture.records.inbox().anyUndecided(lead)).isFalse();
    assertThat(fixture.records.journal().of(lead)).filteredOn(l -> l.entry() instanceof JournalEntry.SignalRecorded)
        .hasSize(90);
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void leadsHandedOverAtOnceAreSharedEvenly() throws Exception {
    try (RecordFixture alone = new RecordFixture()) {
      handOverAtOnce(alone);
    }
  }

  @Test
  void whatARepIsOwedForAnAbsenceIsKeptAndMadeUpFor() {
    try (RecordFixture fixture = new RecordFixture()) {
      DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
      assertThat(List.of(owner(fixture, decisions), owner(fixture, decisions))).containsExactlyInAnyOrder("rep-1", "rep-2");
      fixture.jdbc.sql("update rep set absent_from = now() - interval '1 hour', absent_catch_up = true where rep_id = 'rep-1'")
          .update();
      for (int lead = 0; lead < 3; lead++) {
        assertThat(owner(fixture, decisions)).isEqualTo("rep-2");
      }
      assertThat(fixture.jdbc.sql("select turns_owed from rep where rep_id = 'rep-1'").query(Long.class).single()).isPositive();
      fixture.jdbc.sql("update rep set absent_from = null where rep_id = 'rep-1'").update();
      for (int lead = 0; lead < 3; lead++) {
        assertThat(owner(fixture, decisions)).isEqualTo("rep-1");
      }
      assertThat(fixture.jdbc.sql("select turns_owed from rep where rep_id = 'rep-1'").query(Long.class).single()).isZero();
      assertThat(List.of(owner(fixture, decisions), owner(fixture, decisions))).containsExactlyInAnyOrder("rep-1", "rep-2");
    }
  }

  /** Who gets a new lead that asks for a demo. */
  private String owner(RecordFixture fixture, DecideAndRecord decisions) {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "demo", "demo_requested");
    return String.valueOf(fixture.decide(decisions, lead, 2).view().sales().owner());
  }

  private void handOverAtOnce(RecordFixture fixture) throws Exception {
    DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
    List<LeadId> leads = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      LeadId lead = fixture.lead();
      fixture.signal(lead, "demo", "demo_requested");
      leads.add(lead);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<DecisionReply>> all = new ArrayList<>();
      leads.forEach(lead -> all.add(() -> fixture.decide(decisions, lead, 1)));
      for (Future<DecisionReply> one : threads.invokeAll(all)) {
        one.get();
      }
    }
    assertThat(fixture.jdbc.sql("select count(*) from handoff_cycle group by owner").query(Integer.class).list())
        .containsExactly(12, 12);
    assertThat(leads).allSatisfy(lead -> assertThat(fixture.check.differences(lead)).isEmpty());
  }

  @Test
  void anEventThatCannotBeDecidedIsSetAsideAndTheLeadLivesOn() {
    Set<String> poison = new TreeSet<>(Set.of("poison"));
    DecideAndRecord fragile = fixture.decisions((state, events, policy, desk, now) -> {
      if (events.stream().anyMatch(e -> poison.contains(e.eventId()))) {
        throw new IllegalStateException("boom");
      }
      return LeadLifecycle.decide(state, events, policy, desk, now);
    });
    LeadId lead = fixture.lead();
    fixture.signal(lead, "before", "ebook_download");
    fixture.signal(lead, "poison", "ebook_download");
    fixture.signal(lead, "after", "ebook_download");
    DecisionReply reply = fixture.decide(fragile, lead, 1);
    assertThat(reply.more()).isFalse();
    assertThat(reply.verdicts()).singleElement()
        .satisfies(told -> assertThat(told).extracting(Verdict::eventId, Verdict::applied).containsExactly("", false));
    assertThat(fixture.records.journal().of(lead)).extracting(JournalStore.RecordedEntry::entry)
        .contains(new JournalEntry.EventFailed("poison", "IllegalStateException"));
    assertThat(fixture.records.inbox().verdict(lead, "poison").orElseThrow().failed()).isNotNull();
    fixture.signal(lead, "next", "ebook_download");
    assertThat(fixture.decide(fragile, lead, 2).seq()).isEqualTo(2);
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "body = '{\"kind\": \"from-the-future\"}'", "body = '[]'", "body = 'null'",
        "body = '{\"kind\": \"signal\", \"type\": 7, \"properties\": []}'",
    "principal_kind = 'NOBODY'"
  })
  void aRowThatHoldsNoKnownEventIsSetAsideToo(String damage) {
    LeadId lead = fixture.lead();
    fixture.signal(lead, "odd", "ebook_download");
    fixture.jdbc.sql("update inbox set " + damage + " where event_id = 'odd'").update();
    assertThat(fixture.decide(decisions, lead, 1).more()).isFalse();
    assertThat(fixture.records.inbox().verdict(lead, "odd").orElseThrow().failed()).isNotNull();
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void aLeadWhoseOnlyEventCannotBeDecidedStillHasAState() {
    LeadId lead = fixture.lead();
    DecideAndRecord fragile = fixture.decisions((state, events, policy, desk, now) -> {
      if (!events.isEmpty()) {
        throw new IllegalStateException("boom");
      }
      return LeadLifecycle.decide(state, events, policy, desk, now);
    });
    assertThat(fixture.decide(fragile, lead, 1).seq()).isEqualTo(1);
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  private Verdict verdict(LeadId lead, String eventId) {
    return Objects.requireNonNull(fixture.records.inbox().verdict(lead, eventId).orElseThrow().verdict());
  }

  @Test
  void quietRowsAreDecidedAtTheNextWakeUp() {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    fixture.records.inbox().append(new InboxRow(
        lead, "settled", "sent", fixture.now(), Principal.SYSTEM,
        new EventBody.SendSettled("nurture", "step1", "ACCEPTED", null), null, InboxRow.Ringing.QUIET));
    fixture.decide(decisions, lead, 2);
    assertThat(verdict(lead, "settled").applied()).isTrue();
  }

  @Test
  void decisionTimeNeverRunsBackwards() {
    LeadId lead = fixture.lead();
    fixture.later(Duration.ofDays(2));
    fixture.decide(decisions, lead, 1);
    fixture.later(Duration.ofDays(-2));
    fixture.signal(lead, "s", "ebook_download");
    fixture.decide(decisions, lead, 2);
    List<JournalStore.RecordedEntry> journal = fixture.records.journal().of(lead);
    assertThat(journal.get(journal.size() - 1).at()).isEqualTo(journal.get(0).at());
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void anErasedLeadDecidesNothing() {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    fixture.records.leads().bury(lead, fixture.now());
    fixture.signal(lead, "late", "demo_requested");
    DecisionReply reply = fixture.decide(decisions, lead, 2);
    assertThat(reply.seq()).isEqualTo(1);
    assertThat(reply.outcome()).isEqualTo("ERASED");
    assertThat(reply.verdicts()).extracting(Verdict::code).containsExactly("erased");
    assertThat(fixture.records.inbox().anyUndecided(lead)).isFalse();
  }

  @Test
  void anOrdinaryDecisionCostsEightStatements() {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "open", "email_open");
    fixture.source.taken();
    fixture.decide(decisions, lead, 2);
    assertThat(fixture.source.taken()).hasSize(8);
  }

  @Test
  void aHandoffCostsFifteenStatementsTwoOfThemForItsFacts() {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "demo", "demo_requested");
    fixture.source.taken();
    fixture.decide(decisions, lead, 2);
    assertThat(fixture.source.taken()).hasSize(15).filteredOn(sql -> sql.contains("measure_")).hasSize(2);
  }

  private static void together(ExecutorService threads, Callable<?> one, Callable<?> other) throws Exception {
    Future<?> first = threads.submit(one);
    Future<?> second = threads.submit(other);
    first.get();
    second.get();
  }
}
