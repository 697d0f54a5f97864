package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.temporal.learning.LearningActivities;
import dev.leadloop.temporal.learning.LearningProgress;
import dev.leadloop.temporal.learning.LearningWorkflow;
import dev.leadloop.temporal.learning.LearningWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow that learns, over a record that keeps how far it is. */
@Timeout(60)
class LearningWorkflowTest {
  private static final String ID = LearningWorkflow.workflowId("spring");
  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
      TestEnvironmentOptions.newBuilder()
          .setWorkflowClientOptions(
              WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build())
          .build());
  private final Record record = new Record();

  @BeforeEach
  void work() {
    Worker worker = environment.newWorker(TaskQueues.LEARNING);
    worker.registerWorkflowImplementationTypes(LearningWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  private LearningWorkflow start() {
    LearningWorkflow workflow = environment.getWorkflowClient().newWorkflowStub(
        LearningWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.LEARNING).setWorkflowId(ID).build());
    WorkflowClient.start(workflow::run);
    return workflow;
  }

  private static LearningProgress result(LearningWorkflow workflow) {
    return WorkflowStub.fromTyped(workflow).getResult(LearningProgress.class);
  }

  @Test
  void whatBreaksOffInTheMiddleIsLearnedByTheNextTry() {
    record.failures.set(3);
    LearningWorkflow workflow = start();
    assertThat(result(workflow)).isEqualTo(new LearningProgress("DONE", 900, 900, 4, null));
    assertThat(record.tries).hasValue(4);
    assertThat(workflow.progress()).isEqualTo(new LearningProgress("DONE", 900, 900, 4, null));
    HistoryRecorder.keep(environment.getWorkflowClient(), ID, "learning-histories", "done");
  }

  @Test
  void whatBreaksOffAgainAndAgainIsGivenUpWithAWord() {
    record.failures.set(Integer.MAX_VALUE);
    LearningProgress progress = result(start());
    assertThat(progress.finished()).isTrue();
    assertThat(progress.version()).isNull();
    assertThat(progress.said()).contains("broke off 10 times").contains("Order it again");
  }

  @Test
  void whatIsDoneIsNotLearnedAgain() {
    record.progress = new LearningProgress("DONE", 5, 5, null, "too few");
    assertThat(result(start()).said()).isEqualTo("too few");
    assertThat(record.tries).hasValue(0);
  }

  private static final class Record implements LearningActivities {
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private volatile LearningProgress progress = new LearningProgress("RUNNING", 0, 900, null, null);

    @Override
    public LearningProgress learningProgress(String learningId) {
      return progress;
    }

    @Override
    public LearningProgress learn(String learningId) {
      tries.incrementAndGet();
      progress = new LearningProgress("RUNNING", 450, 900, null, null);
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("the database went away");
      }
      progress = new LearningProgress("DONE", 900, 900, 4, null);
      return progress;
    }

    @Override
    public LearningProgress giveUp(String learningId, @Nullable String why) {
      progress = new LearningProgress("DONE", progress.looked(), progress.leads(), null, why);
      return progress;
    }
  }
}
