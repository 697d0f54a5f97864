package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.store.RingStore;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.testing.DevServer;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReconcilerTest {
  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final InboxRows rows = new InboxRows(jdbc);
  private final RingStore store = new RingStore(jdbc);

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void openLeadsAndClosedOnesStillDueAreStartedUnlessTheyRun() throws InterruptedException {
    rows.status(rows.lead("closed"), "WON", false);
    rows.status(rows.lead("open"), "SQL", false);
    rows.status(rows.lead("running"), "MQL", true);
    rows.status(rows.lead("win-back"), "LOST", true);
    List<LeadWorkflows.Start> started = new ArrayList<>();
    Reconciler reconciler =
        new Reconciler(store, leads -> Set.of(new LeadId("running")), started::add, Duration.ZERO);
    assertThat(reconciler.reconcile()).isEqualTo(2);
    assertThat(started).extracting(start -> start.lead().value()).containsExactly("open", "win-back");
    assertThat(started.get(0).listedBy().stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(started.get(0).listedBy().policyVersion()).isEqualTo(3);
  }

  @Test
  void everyPageIsLookedAt() throws InterruptedException {
    for (int n = 0; n < 250; n++) {
      rows.status(rows.lead("lead-" + n), "NURTURING", true);
    }
    List<LeadWorkflows.Start> started = new ArrayList<>();
    assertThat(new Reconciler(store, leads -> Set.of(), started::add, Duration.ZERO).reconcile()).isEqualTo(250);
    assertThat(started).extracting(LeadWorkflows.Start::lead).doesNotHaveDuplicates().hasSize(250);
  }

  @Test
  void realServerTellsWhatRunsAndStartsWhatDoesNot() throws InterruptedException {
    for (int n = 0; n < 120; n++) {
      rows.status(rows.lead("lead-" + n), "NURTURING", true);
    }
    try (DevServer server = DevServer.start()) {
      WorkflowClient client = server.client();
      ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
      LeadWorkflows workflows = new LeadWorkflows(client, null, deadlines, true);
      client.newUntypedWorkflowStub("Lead", WorkflowOptions.newBuilder()
          .setWorkflowId("lead/lead-7").setTaskQueue(TaskQueues.LEADS).build()).start();
      LookedUpLeads running = new LookedUpLeads(client, Duration.ZERO);
      assertThat(running.among(List.of(new LeadId("lead-7"), new LeadId("lead-8")))).containsExactly(new LeadId("lead-7"));
      Reconciler reconciler = new Reconciler(
          store, running, start -> workflows.start(start, Duration.ofSeconds(5)), Duration.ZERO);
      assertThat(reconciler.reconcile()).isEqualTo(119);
      await(() -> client.countWorkflows("WorkflowType = 'Lead'").getCount() == 120);
      assertThat(running.among(List.of(new LeadId("lead-119")))).hasSize(1);
      assertThat(reconciler.reconcile()).isZero();
      assertThat(workflows.decide(store.start(new LeadId("lead-1")).orElseThrow(), "e", Duration.ofSeconds(1))).isEmpty();
      deadlines.shutdownNow();
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(50);
    }
  }
}
