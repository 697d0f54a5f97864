package dev.leadloop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
  private static final String QUEUE = "slow";

  /** Takes longer than the time after which a silent worker is taken for dead. */
  @ActivityInterface
  public interface Slow {
    /** Returns when it is done. */
    String work() throws InterruptedException;
  }

  /** Has the slow work done once. */
  @WorkflowInterface
  public interface OnlyOnce {
    /** Returns what the work returned, or fails where it was given up. */
    @WorkflowMethod
    String run() throws InterruptedException;
  }

  /** Its only implementation. */
  public static final class OnlyOnceImpl implements OnlyOnce {
    @Override
    public String run() throws InterruptedException {
      return Workflow.newActivityStub(Slow.class, ActivityOptions.newBuilder()
          .setStartToCloseTimeout(Duration.ofMinutes(1))
          .setHeartbeatTimeout(Duration.ofSeconds(1))
          .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
          .build()).work();
    }
  }

  @Test
  void workThatTakesLongIsNotTakenForDead() throws InterruptedException {
    try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
        .setUseTimeskipping(false)
        .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new Heartbeats()).build())
        .build())) {
      Worker worker = server.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(OnlyOnceImpl.class);
      worker.registerActivitiesImplementations((Slow) () -> {
        Thread.sleep(Duration.ofSeconds(3));
        return "done";
      });
      server.start();
      OnlyOnce workflow = server.getWorkflowClient().newWorkflowStub(
          OnlyOnce.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
      assertThat(workflow.run()).isEqualTo("done");
    }
  }
}
