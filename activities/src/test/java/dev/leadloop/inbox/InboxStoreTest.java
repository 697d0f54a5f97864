package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
  void quietRowsAreNeverCalledAndAnswersRingLate() {
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
  void ofRowsThatGoAlongTheFirstThatIsNewRings() {
    LeadId lead = lead("along");
    LeadId other = lead("along-2");
    inbox.appendAll(List.of(along(lead, "a"), along(lead, "b"), along(other, "a")));
    assertThat(ringing("along")).containsExactly("a 0", "b never");
    assertThat(ringing("along-2")).containsExactly("a 0");
    inbox.appendAll(List.of(along(lead, "a"), along(lead, "b"), along(lead, "c"), along(lead, "d"), along(other, "a")));
    assertThat(ringing("along")).containsExactly("a 0", "b never", "c 0", "d never");
    assertThat(ringing("along-2")).containsExactly("a 0");
  }

  private static InboxRow along(LeadId lead, String event) {
    return new InboxRow(lead, event, "visit", THEN, new Principal(Principal.Kind.MARKETING, "importer"),
        new EventBody.Engaged("visit", Map.of(), true), null, InboxRow.Ringing.ALONG);
  }

  private static List<String> ringing(String lead) {
    return jdbc.sql(
            "select event_id || ' ' || coalesce(extract(epoch from ring_at - recorded_at)::int::text, 'never') from inbox"
                + " where lead_id = :lead order by event_id")
        .param("lead", lead)
        .query(String.class)
        .list();
  }

  @Test
  void everyKindOfRowHasItsLine() {
    LeadId lead = lead("lines");
    jdbc.sql("insert into direct_intent (signal) values ('demo_requested')").update();
    Principal site = new Principal(Principal.Kind.MARKETING, "lines");
    inbox.appendAll(List.of(
        InboxRow.called(lead, "asks", "x", THEN, site, new EventBody.Engaged("demo_requested", Map.of(), false)),
        InboxRow.called(lead, "looks", "x", THEN, site, new EventBody.Engaged("page_view", Map.of(), false)),
        InboxRow.called(lead, "asked-once", "x", THEN, site, new EventBody.Engaged("demo_requested", Map.of(), true)),
        InboxRow.called(lead, "rollout", "x", THEN, site, new EventBody.RolledOut(2)),
        InboxRow.called(lead, "left", "x", THEN, site, new EventBody.OwnerLeft("north"))));
    inbox.appendAnswer(answer(lead, "answer"));
    assertThat(lines("lines")).containsExactly("answer 0", "asked-once 2", "asks 0", "left 0", "looks 1", "rollout 2");
  }

  @Test
  void whatACallerHasBeyondItsShareOfALineIsBulkAndHindersNobodyElse() {
    jdbc.sql("insert into direct_intent (signal) values ('proposal_requested') on conflict do nothing").update();
    LeadId lead = lead("shares");
    Principal flood = new Principal(Principal.Kind.MARKETING, "flood");
    List<InboxRow> many = IntStream.range(0, 400)
        .mapToObj(n ->
            InboxRow.called(lead, "m-%03d".formatted(n), "x", THEN, flood, new EventBody.Engaged("page_view", Map.of(), false)))
        .toList();
    inbox.appendAll(many.subList(0, 60));
    inbox.appendAll(many.subList(60, 400));
    assertThat(waiting("flood")).containsExactly("1: 100", "2: 300");
    inbox.append(InboxRow.called(lead, "asks", "x", THEN, flood, new EventBody.Engaged("proposal_requested", Map.of(), false)));
    inbox.append(InboxRow.called(lead, "yes", "x", THEN, flood, new EventBody.ConsentChanged("given")));
    assertThat(lines("shares")).contains("asks 0", "yes 1");
    inbox.append(InboxRow.called(lead, "other", "x", THEN, new Principal(Principal.Kind.MARKETING, "calm"),
        new EventBody.Engaged("page_view", Map.of(), false)));
    assertThat(lines("shares")).contains("other 1");
    jdbc.sql("update inbox set decided_seq = 1, ring_at = null where event_id < 'm-050' and principal_id = 'flood'").update();
    inbox.append(InboxRow.called(lead, "next", "x", THEN, flood, new EventBody.Engaged("page_view", Map.of(), false)));
    assertThat(lines("shares")).as("once some are decided").contains("next 1");
    inbox.appendAll(IntStream.range(0, 300)
        .mapToObj(n ->
            InboxRow.called(lead, "d-" + n, "x", THEN, flood, new EventBody.Engaged("proposal_requested", Map.of(), false)))
        .toList());
    assertThat(waiting("flood").get(0)).as("even of direct intent").isEqualTo("0: 250");
  }

  private static List<String> waiting(String caller) {
    return jdbc.sql("select urgency || ': ' || count(*) from inbox where principal_id = :caller and ring_at is not null"
            + " group by urgency order by urgency")
        .param("caller", caller).query(String.class).list();
  }

  private static List<String> lines(String lead) {
    return jdbc.sql("select event_id || ' ' || urgency from inbox where lead_id = :lead order by event_id")
        .param("lead", lead).query(String.class).list();
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
    return InboxRow.called(lead, event, "page_view", at, new Principal(Principal.Kind.MARKETING, "site"),
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
