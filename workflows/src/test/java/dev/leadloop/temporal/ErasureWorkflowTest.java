package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.temporal.erasure.ErasureActivities;
import dev.leadloop.temporal.erasure.ErasureProgress;
import dev.leadloop.temporal.erasure.ErasureWorkflow;
import dev.leadloop.temporal.erasure.ErasureWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow of an erasure through skipped time, over a record of which one part stands still for long. */
@Timeout(60)
class ErasureWorkflowTest {
  private static final String ID = ErasureWorkflow.workflowId("one");
  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
      TestEnvironmentOptions.newBuilder()
          .setWorkflowClientOptions(
              WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build())
          .build());
  private final Record record = new Record();

  @BeforeEach
  void work() {
    Worker worker = environment.newWorker(TaskQueues.ERASURES);
    worker.registerWorkflowImplementationTypes(ErasureWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  private ErasureWorkflow start() {
    ErasureWorkflow workflow = environment.getWorkflowClient().newWorkflowStub(
        ErasureWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.ERASURES).setWorkflowId(ID).build());
    WorkflowClient.start(workflow::run);
    return workflow;
  }

  @Test
  void nothingIsErasedBeforeTheTombstoneAndAPartThatStandsStillIsTriedUntilItConfirms() {
    ErasureWorkflow workflow = start();
    ErasureProgress done = WorkflowStub.fromTyped(workflow).getResult(ErasureProgress.class);
    assertThat(done.state()).isEqualTo("DONE");
    assertThat(record.erasedBeforeTheTombstone).isFalse();
    assertThat(record.tries).isEqualTo(Record.UNTIL);
    assertThat(workflow.progress()).isEqualTo(done);
  }

  @Test
  void whoeverAsksHasItTriedAtOnce() {
    record.until = Integer.MAX_VALUE;
    ErasureWorkflow workflow = start();
    environment.sleep(Duration.ofHours(3));
    int before = record.tries;
    assertThat(before).as("at most every ten minutes").isBetween(18, 40);
    assertThat(workflow.progress().open()).containsExactly("crm");
    record.until = before + 1;
    workflow.tryNow();
    assertThat(WorkflowStub.fromTyped(workflow).getResult(ErasureProgress.class).finished()).isTrue();
  }

  /** What the record would say. */
  private static final class Record implements ErasureActivities {
    private static final int UNTIL = 12;
    private int asked;
    private int tries;
    private int until = UNTIL;
    private boolean erasedBeforeTheTombstone;

    @Override
    public ErasureProgress entomb(String erasureId) {
      return ++asked < 4 ? ErasureProgress.UNKNOWN : new ErasureProgress("ERASING", 2, List.of("crm", "mails"));
    }

    @Override
    public ErasureProgress eraseParts(String erasureId) {
      erasedBeforeTheTombstone |= asked < 4;
      return ++tries >= until ? new ErasureProgress("DONE", 2, List.of()) : new ErasureProgress("ERASING", 2, List.of("crm"));
    }
  }
}
