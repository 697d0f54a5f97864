package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.temporal.rollout.PolicyRolloutWorkflow;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflowImpl;
import dev.leadloop.temporal.rollout.RolloutActivities;
import dev.leadloop.temporal.rollout.RolloutOrder;
import dev.leadloop.temporal.rollout.RolloutProgress;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow of a rollout through skipped time, over a record that orders ten leads every ten seconds. */
@Timeout(60)
class PolicyRolloutWorkflowTest {
  private static final String ID = PolicyRolloutWorkflow.workflowId(3);
  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
      TestEnvironmentOptions.newBuilder()
          .setWorkflowClientOptions(
              WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build())
          .build());
  private final Record record = new Record();

  @BeforeEach
  void work() {
    Worker worker = environment.newWorker(TaskQueues.ROLLOUTS);
    worker.registerWorkflowImplementationTypes(PolicyRolloutWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  private PolicyRolloutWorkflow start(int leads) {
    record.leads = leads;
    PolicyRolloutWorkflow workflow = environment.getWorkflowClient().newWorkflowStub(
        PolicyRolloutWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.ROLLOUTS).setWorkflowId(ID).build());
    WorkflowClient.start(workflow::run, RolloutOrder.RECORDED);
    return workflow;
  }

  @Test
  void itAsksForTheNextLeadsUntilThereAreNone() {
    Instant begun = now();
    PolicyRolloutWorkflow workflow = start(60);
    assertThat(WorkflowStub.fromTyped(workflow).getResult(RolloutProgress.class)).satisfies(done -> {
      assertThat(done.state()).isEqualTo("DONE");
      assertThat(done.moved()).isEqualTo(60);
    });
    assertThat(Duration.between(begun, record.doneAt)).as("ten leads in ten seconds").isBetween(
        Duration.ofSeconds(45), Duration.ofSeconds(90));
    assertThat(record.openings).containsExactly("open 3");
    assertThat(workflow.progress().moved()).isEqualTo(60);
  }

  @Test
  void pausedItRestsForDaysAndStoppedItIsOver() {
    PolicyRolloutWorkflow workflow = start(1_000);
    environment.sleep(Duration.ofSeconds(35));
    workflow.pause();
    environment.sleep(Duration.ofSeconds(5));
    assertThat(workflow.progress().state()).isEqualTo("PAUSED");
    int moved = record.moved;
    assertThat(moved).isBetween(20, 60);
    environment.sleep(Duration.ofDays(3));
    assertThat(record.moved).isEqualTo(moved);
    assertThat(record.looks).as("it looks at the record now and then").isBetween(8, 30);
    workflow.resume();
    environment.sleep(Duration.ofSeconds(35));
    assertThat(record.moved).isGreaterThan(moved);
    record.state = "PAUSED";
    workflow.look();
    environment.sleep(Duration.ofSeconds(15));
    assertThat(workflow.progress().state()).as("paused in the record").isEqualTo("PAUSED");
    workflow.stop();
    assertThat(WorkflowStub.fromTyped(workflow).getResult(RolloutProgress.class).state()).isEqualTo("STOPPED");
    assertThat(record.changes).containsExactly("PAUSED", "RUNNING", "STOPPED");
    HistoryRecorder.keep(environment.getWorkflowClient(), ID, "rollout-histories", "paused-and-stopped");
  }

  @Test
  void anActivityThatFailsIsAskedAgain() {
    record.failures = 4;
    PolicyRolloutWorkflow workflow = start(25);
    assertThat(WorkflowStub.fromTyped(workflow).getResult(RolloutProgress.class).moved()).isEqualTo(25);
    HistoryRecorder.keep(environment.getWorkflowClient(), ID, "rollout-histories", "done");
  }

  private Instant now() {
    return Instant.ofEpochMilli(environment.currentTimeMillis());
  }

  /** Stands for the record. */
  private final class Record implements RolloutActivities {
    final List<String> openings = new CopyOnWriteArrayList<>();
    final List<String> changes = new CopyOnWriteArrayList<>();
    volatile String state = "RUNNING";
    volatile int leads;
    volatile int moved;
    volatile int looks;
    volatile int failures;
    volatile Instant doneAt = Instant.MIN;

    @Override
    public synchronized RolloutProgress openRollout(int version, RolloutOrder order, String orderId) {
      openings.add("open " + version);
      return orderNext(version);
    }

    @Override
    public synchronized RolloutProgress orderNext(int version) {
      looks++;
      if (state.equals("RUNNING")) {
        int next = Math.min(10, leads - moved);
        moved += next;
        state = next == 0 ? "DONE" : state;
        doneAt = now();
      }
      if (failures-- > 0) {
        throw new IllegalStateException("lost after the commit");
      }
      List<RolloutProgress.FailedMove> failed = new ArrayList<>();
      failed.add(new RolloutProgress.FailedMove("one", "its move could not be decided"));
      return new RolloutProgress(version, state, moved, moved, 0, leads - moved, failed, 60, "manager:mia", Instant.EPOCH,
          state.equals("RUNNING") ? null : "manager:mia", 10_000);
    }

    @Override
    public synchronized RolloutProgress changeRollout(int version, String to) {
      changes.add(to);
      state = to;
      return orderNext(version);
    }
  }
}
