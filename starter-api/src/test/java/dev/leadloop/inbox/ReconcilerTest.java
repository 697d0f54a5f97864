package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.WorkflowStates.State;
import dev.leadloop.inbox.temporal.WorkflowLookup;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.testing.DevServer;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReconcilerTest {
  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final InboxRows rows = new InboxRows(jdbc);
  private final RingStore store = new RingStore(jdbc);
  private static final Consumer<LeadId> NOBODY = lead -> {
    throw new AssertionError(lead + " goes on by itself");
  };

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void openLeadsAndClosedOnesStillDueAreStartedUnlessTheyRun() throws InterruptedException {
    rows.status(rows.lead("closed"), "WON", false);
    rows.status(rows.lead("open"), "SQL", false);
    rows.status(rows.lead("running"), "MQL", true);
    rows.status(rows.lead("just-decided"), "MQL", true);
    jdbc.sql("update lead_status set decided_at = now() where lead_id = 'just-decided'").update();
    rows.status(rows.lead("stuck"), "MQL", true);
    rows.status(rows.lead("win-back"), "LOST", true);
    List<LeadWorkflows.Start> started = new ArrayList<>();
    List<LeadId> restarted = new ArrayList<>();
    Map<LeadId, State> states = Map.of(new LeadId("running"), State.GOES_ON, new LeadId("stuck"), State.STUCK);
    Reconciler reconciler = new Reconciler(store, leads -> states, started::add, restarted::add, Duration.ZERO);
    assertThat(reconciler.reconcile()).isEqualTo(new Reconciler.Reconciled(2, 1));
    assertThat(restarted).containsExactly(new LeadId("stuck"));
    assertThat(started).extracting(start -> start.lead().value()).containsExactly("open", "win-back");
    assertThat(started.get(0).searchValues().stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(started.get(0).searchValues().policyVersion()).isEqualTo(3);
  }

  @Test
  void everyPageIsLookedAt() throws InterruptedException {
    for (int n = 0; n < 250; n++) {
      rows.status(rows.lead("lead-" + n), "NURTURING", true);
    }
    List<LeadWorkflows.Start> started = new ArrayList<>();
    Reconciler reconciler = new Reconciler(store, leads -> Map.of(), started::add, NOBODY, Duration.ZERO);
    assertThat(reconciler.reconcile().started()).isEqualTo(250);
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
      LeadWorkflows workflows = new LeadWorkflows(client, null, deadlines, true, false);
      client.newUntypedWorkflowStub("Lead", WorkflowOptions.newBuilder()
          .setWorkflowId("lead/lead-7").setTaskQueue(TaskQueues.LEADS).build()).start();
      WorkflowLookup states = new WorkflowLookup(client, Duration.ZERO, 1);
      assertThat(states.of(List.of(new LeadId("lead-7"), new LeadId("lead-8"))))
          .containsExactly(Map.entry(new LeadId("lead-7"), State.GOES_ON));
      Reconciler reconciler = new Reconciler(
          store, states, start -> workflows.start(start, Duration.ofSeconds(5)), NOBODY, Duration.ZERO);
      assertThat(reconciler.reconcile().started()).isEqualTo(119);
      await(() -> client.countWorkflows("WorkflowType = 'Lead'").getCount() == 120);
      assertThat(states.of(List.of(new LeadId("lead-119")))).hasSize(1);
      assertThat(reconciler.reconcile()).isEqualTo(new Reconciler.Reconciled(0, 0));
      assertThat(workflows.decide(store.start(new LeadId("lead-1")).orElseThrow(), "e", Duration.ofSeconds(1))).isEmpty();
      deadlines.shutdownNow();
    }
  }

  @Test
  void workflowWhoseTaskFailsAgainAndAgainIsFoundAndBegunAnew() throws InterruptedException {
    rows.status(rows.lead("lead-1"), "NURTURING", true);
    try (DevServer server = DevServer.start()) {
      WorkflowClient client = server.client();
      WorkerFactory workers = WorkerFactory.newInstance(client);
      workers.newWorker(TaskQueues.LEADS).registerWorkflowImplementationTypes(Unfit.class);
      workers.start();
      ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
      LeadWorkflows workflows = new LeadWorkflows(client, null, deadlines, true, false);
      WorkflowLookup states = new WorkflowLookup(client, Duration.ZERO, 1);
      Reconciler reconciler = new Reconciler(
          store, states, start -> workflows.start(start, Duration.ofSeconds(5)),
          lead -> workflows.startOver(lead, "it could not go on", Duration.ofSeconds(5)), Duration.ZERO);
      assertThat(reconciler.reconcile()).isEqualTo(new Reconciler.Reconciled(1, 0));
      String first = client.newUntypedWorkflowStub("lead/lead-1").describe().getExecution().getRunId();
      await(() -> reconciling(reconciler).equals(new Reconciler.Reconciled(0, 1)));
      assertThat(client.newUntypedWorkflowStub("lead/lead-1").describe().getExecution().getRunId()).isNotEqualTo(first);
      workers.shutdownNow();
      deadlines.shutdownNow();
    }
  }

  private static Reconciler.Reconciled reconciling(Reconciler reconciler) {
    try {
      return reconciler.reconcile();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Fails its task as one does that a history does not fit: no failure of the workflow, it is tried for ever. */
  @WorkflowInterface
  public interface Unfitting {
    /** Never gets anywhere. */
    @WorkflowMethod(name = "Lead")
    void run();
  }

  /** Its only implementation. */
  public static final class Unfit implements Unfitting {
    @Override
    public void run() {
      throw new IllegalStateException("the history does not fit");
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
