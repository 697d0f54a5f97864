package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lead.LeadId;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.testing.DevServer;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.AttentionStore;
import dev.leadloop.view.AttentionStore.Why;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class OverdueSweepTest {
  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final InboxRows rows = new InboxRows(jdbc);
  private final OverdueStore overdue = new OverdueStore(jdbc);
  private final RingStore store = new RingStore(jdbc);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> rung = new ArrayList<>();

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private OverdueSweep sweep(TemporalServer server) {
    return new OverdueSweep(overdue, store, start -> rung.add(start.lead().value()), server, meters);
  }

  private LeadId due(String id, String ago) {
    LeadId lead = rows.lead(id);
    rows.status(lead, "NURTURING", true);
    jdbc.sql("update lead_status set next_due_at = now() - cast(:ago as interval) where lead_id = :id")
        .param("ago", ago).param("id", id).update();
    return lead;
  }

  private void passes() {
    jdbc.sql("update overdue_ring set next_try = now() - interval '1 second'").update();
  }

  @Test
  void whoIsLateIsRungForLaterAndLaterAndNobodyElseIs() {
    due("late", "2 minutes");
    due("later", "1 hour");
    due("in-time", "30 seconds");
    due("to-come", "-1 hour");
    rows.status(rows.lead("never"), "NURTURING", false);
    due("aside", "1 hour");
    jdbc.sql("insert into set_aside (lead_id, what, since, tries, code, why, next_try) values ('aside', 'RING', now(), 1,"
        + " 'X', 'x',"
        + " now())").update();
    due("just-decided", "2 minutes");
    jdbc.sql("update lead_status set decided_at = now() where lead_id = 'just-decided'").update();
    rows.status(rows.lead("open-effect"), "NURTURING", false);
    rows.status(rows.lead("new-effect"), "NURTURING", false);
    jdbc.sql("insert into effect (lead_id, seq, n, kind, effect, status, created_at) values"
        + " ('open-effect', 1, 0, 'send', '{}', 'OPEN', now() - interval '16 minutes'),"
        + " ('open-effect', 1, 1, 'send', '{}', 'OPEN', now() - interval '16 minutes'),"
        + " ('new-effect', 1, 0, 'send', '{}', 'OPEN', now() - interval '1 minute')").update();
    OverdueSweep sweep = sweep(Optional::empty);
    sweep.go();
    assertThat(rung).containsExactlyInAnyOrder("late", "later", "open-effect");
    sweep.go();
    assertThat(rung).as("each has a minute").hasSize(3);
    passes();
    sweep.go();
    assertThat(rung).hasSize(6);
    assertThat(meters.counter("leadloop.overdue.rings").count()).isEqualTo(6);
    assertThat(jdbc.sql("select extract(epoch from next_try - now()) from overdue_ring").query(Double.class).list())
        .as("twice as long").allMatch(seconds -> seconds > 100 && seconds < 125);
  }

  @Test
  void whoWasRungForInVainStandsStillUntilItGoesOn() {
    LeadId late = due("late", "2 minutes");
    OverdueSweep sweep = sweep(Optional::empty);
    AttentionStore attention = new AttentionStore(jdbc);
    sweep.go();
    assertThat(attention.groups()).as("rung for once").isEmpty();
    passes();
    sweep.go();
    assertThat(attention.of(late)).hasValueSatisfying(one -> assertThat(one.why()).isEqualTo(Why.OVERDUE));
    assertThat(attention.groups()).singleElement()
        .satisfies(group -> assertThat(group.why()).isEqualTo(Why.OVERDUE));
    assertThat(overdue.tryAgain(late)).isTrue();
    sweep.go();
    assertThat(rung).hasSize(3);
    jdbc.sql("update lead_status set next_due_at = now() + interval '1 day', decided_at = now()").update();
    sweep.go();
    assertThat(attention.groups()).isEmpty();
    assertThat(overdue.tryAgain(late)).isFalse();
  }

  @Test
  void nobodyIsCountedWhileTheServerIsInTroubleAndOneWhoIsRefusedKeepsNobodyUp() {
    due("late", "2 minutes");
    due("odd", "1 hour");
    sweep(() -> Optional.of("Temporal does not answer")).go();
    assertThat(jdbc.sql("select count(*) from overdue_ring").query(Integer.class).single()).isZero();
    new OverdueSweep(overdue, store, start -> {
      if (start.lead().value().equals("odd")) {
        throw Status.INVALID_ARGUMENT.asRuntimeException();
      }
      rung.add(start.lead().value());
    }, Optional::empty, meters).go();
    assertThat(rung).containsExactly("late");
    passes();
    assertThatThrownBy(() -> new OverdueSweep(overdue, store, start -> {
      throw Status.UNAVAILABLE.asRuntimeException();
    }, Optional::empty, meters).go()).hasMessageContaining("UNAVAILABLE");
  }

  @Test
  void leadWhoseWorkflowWasTerminatedRunsAgain() throws Exception {
    LeadId late = due("lead-1", "2 minutes");
    try (DevServer server = DevServer.start()) {
      WorkflowClient client = server.client();
      ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
      LeadWorkflows workflows = new LeadWorkflows(client, null, deadlines, true, false);
      workflows.start(store.start(late).orElseThrow(), Duration.ofSeconds(5));
      client.newUntypedWorkflowStub(late.workflowId()).terminate("by mistake");
      new OverdueSweep(overdue, store, start -> workflows.ring(start, "it is late", Duration.ofSeconds(5)), Optional::empty,
          meters)
          .go();
      assertThat(client.fetchHistory(late.workflowId()).getEvents()).extracting(event -> event.getEventType())
          .contains(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
          .doesNotContain(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED);
      deadlines.shutdownNow();
    }
  }
}
