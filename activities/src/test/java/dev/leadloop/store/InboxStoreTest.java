package dev.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.EventBody;
import dev.leadloop.lifecycle.LeadEvent;
import dev.leadloop.lifecycle.Verdict;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class InboxStoreTest {
  private static final Instant THEN = Instant.parse("2026-03-02T09:00:00.123456Z");
  private static TestDatabase database;
  private static JdbcClient jdbc;
  private static InboxStore inbox;

  @BeforeAll
  static void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
    inbox = new InboxStore(jdbc);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void anEventIsStoredOnceAndComesBackAsItWasGiven() {
    LeadId lead = lead("once");
    InboxRow row = signal(lead, "e1", THEN);
    assertThat(inbox.append(row)).isTrue();
    assertThat(inbox.append(row)).isFalse();
    LeadEvent stored = inbox.undecided(lead).rows().get(0);
    assertThat(stored.body()).isEqualTo(row.body());
    assertThat(stored.occurredAt()).isEqualTo(THEN);
    assertThat(stored.by()).isEqualTo(row.by());
    assertThat(inbox.undecided(lead).rows()).hasSize(1);
  }

  @Test
  void aTimeInTheFutureIsClampedToTheRecording() {
    LeadId lead = lead("future");
    inbox.append(signal(lead, "e1", Instant.parse("2199-01-01T00:00:00Z")));
    LeadEvent stored = inbox.undecided(lead).rows().get(0);
    assertThat(stored.occurredAt()).isEqualTo(stored.recordedAt());
  }

  @Test
  void ofABatchOnlyTheNewEventsAreReported() {
    LeadId one = lead("batch-1");
    LeadId two = lead("batch-2");
    inbox.append(signal(one, "known", THEN));
    assertThat(inbox.appendAll(List.of(
            signal(two, "new", THEN), signal(one, "known", THEN), signal(one, "twice", THEN), signal(one, "twice", THEN))))
        .containsExactlyInAnyOrder(new InboxStore.EventKey(two, "new"), new InboxStore.EventKey(one, "twice"));
  }

  @Test
  void anAnswerWaitsForTheLeadsLockAndIsTimedAfterIt() throws Exception {
    LeadId lead = lead("locked");
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Instant released = transaction.execute(status -> {
      jdbc.sql("select 1 from lead where lead_id = :lead for no key update")
          .param("lead", lead.value()).query(Integer.class).single();
      Thread.ofPlatform().start(() -> answer.complete(inbox.appendAnswer(answer(lead, "a1"))));
      assertThat(inbox.append(signal(lead, "unhindered", THEN))).isTrue();
      sleep(Duration.ofMillis(300));
      assertThat(answer.isDone()).isFalse();
      return jdbc.sql("select clock_timestamp()").query((row, n) -> row.getTimestamp(1).toInstant()).single();
    });
    assertThat(answer.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(inbox.verdict(lead, "a1").orElseThrow().recordedAt()).isAfterOrEqualTo(released);
    assertThat(inbox.appendAnswer(answer(lead, "a1"))).isFalse();
    assertThat(inbox.appendAnswer(answer(new LeadId("nobody"), "a1"))).isFalse();
  }

  @Test
  void quietRowsAreNeverRungAndAnswersRingLate() {
    LeadId lead = lead("rings");
    inbox.append(signal(lead, "now", THEN));
    inbox.appendAnswer(answer(lead, "caller"));
    inbox.append(new InboxRow(
        lead, "quiet", "sent", THEN, Principal.SYSTEM, new EventBody.ProfileChanged(false), null, InboxRow.Ringing.QUIET));
    assertThat(ringDelay(lead, "now")).isEqualTo("0");
    assertThat(ringDelay(lead, "caller")).isEqualTo("3");
    assertThat(ringDelay(lead, "quiet")).isEqualTo("never");
  }

  @Test
  void aDecidedRowKeepsItsVerdictAndWaitsNoLonger() {
    LeadId lead = lead("verdict");
    inbox.append(signal(lead, "good", THEN));
    inbox.append(signal(lead, "bad", THEN));
    List<LeadEvent> rows = inbox.undecided(lead).rows();
    Verdict verdict = Verdict.applied("good", "counted");
    inbox.decided(lead, 4, List.of(
        new InboxStore.DecidedRow(rows.get(0).row(), verdict, null),
        new InboxStore.DecidedRow(rows.get(1).row(), null, "no such thing")));
    assertThat(inbox.anyUndecided(lead)).isFalse();
    assertThat(inbox.verdict(lead, "good").orElseThrow().verdict()).isEqualTo(verdict);
    assertThat(inbox.verdict(lead, "bad").orElseThrow().failed()).isEqualTo("no such thing");
    assertThat(ringDelay(lead, "good")).isEqualTo("never");
  }

  private static String ringDelay(LeadId lead, String event) {
    return jdbc.sql(
            "select coalesce(extract(epoch from ring_at - recorded_at)::int::text, 'never') from inbox"
                + " where lead_id = :lead and event_id = :event")
        .param("lead", lead.value())
        .param("event", event)
        .query(String.class)
        .single();
  }

  private static LeadId lead(String id) {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at) values (:id, now(), now())").param("id", id).update();
    return new LeadId(id);
  }

  private static InboxRow signal(LeadId lead, String event, Instant at) {
    return InboxRow.rung(lead, event, "page_view", at, new Principal(Principal.Kind.MARKETING, "site"),
        new EventBody.Engaged("page_view", Map.of("path", "/it's \"quoted\" \\ ünï"), false));
  }

  private static InboxRow answer(LeadId lead, String event) {
    return new InboxRow(lead, event, "reject", THEN, new Principal(Principal.Kind.REP, "r1"),
        new EventBody.Rejected(0, "no_budget", true), "maybe next year", InboxRow.Ringing.BY_CALLER);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
