package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.temporal.bulk.BulkOrderActivities;
import dev.leadloop.temporal.bulk.BulkOrderProgress;
import dev.leadloop.temporal.bulk.BulkOrderWorkflow;
import dev.leadloop.temporal.bulk.BulkOrderWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow of a bulk order through skipped time, over a record that counts for how many leads it was given. */
@Timeout(60)
class BulkOrderWorkflowTest {
  private static final String ID = BulkOrderWorkflow.workflowId("many");
  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
      TestEnvironmentOptions.newBuilder()
          .setWorkflowClientOptions(
              WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build())
          .build());
  private final Record record = new Record();

  @BeforeEach
  void work() {
    Worker worker = environment.newWorker(TaskQueues.CAMPAIGNS);
    worker.registerWorkflowImplementationTypes(BulkOrderWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  private BulkOrderWorkflow start(int leads) {
    record.leads = leads;
    BulkOrderWorkflow workflow = environment.getWorkflowClient().newWorkflowStub(
        BulkOrderWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CAMPAIGNS).setWorkflowId(ID).build());
    WorkflowClient.start(workflow::run);
    return workflow;
  }

  @Test
  void itGivesTheNextLeadsUntilThereAreNoneThoughTheRecordIsAwayForAWhile() {
    record.failures = 3;
    BulkOrderWorkflow workflow = start(70);
    assertThat(WorkflowStub.fromTyped(workflow).getResult(BulkOrderProgress.class))
        .isEqualTo(new BulkOrderProgress("DONE", "reopen", 70, 70, 600));
    assertThat(record.asked).as("600 a minute, in batches of two seconds").containsExactly(20, 20, 20, 20);
    HistoryRecorder.keep(environment.getWorkflowClient(), ID, "bulk-order-histories", "done");
  }

  @Test
  void stoppedItIsOver() {
    BulkOrderWorkflow workflow = start(1_000);
    environment.sleep(Duration.ofSeconds(5));
    workflow.stop();
    BulkOrderProgress stopped = WorkflowStub.fromTyped(workflow).getResult(BulkOrderProgress.class);
    assertThat(stopped.state()).isEqualTo("STOPPED");
    assertThat(stopped.given()).isBetween(20, 100);
    assertThat(workflow.progress()).isEqualTo(stopped);
    HistoryRecorder.keep(environment.getWorkflowClient(), ID, "bulk-order-histories", "stopped");
  }

  /** What the record would say. */
  private static final class Record implements BulkOrderActivities {
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private volatile int leads;
    private volatile int given;
    private volatile int failures;
    private volatile String state = "RUNNING";

    @Override
    public BulkOrderProgress giveNext(String bulkOrderId, int most) {
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("the record is away");
      }
      asked.add(most);
      given = Math.min(leads, given + most);
      state = given == leads ? "DONE" : state;
      return progress();
    }

    @Override
    public BulkOrderProgress stopBulkOrder(String bulkOrderId) {
      state = "STOPPED";
      return progress();
    }

    private BulkOrderProgress progress() {
      return new BulkOrderProgress(state, "reopen", leads, given, 600);
    }
  }
}
