package dev.leadloop.testing;

import dev.leadloop.temporal.LeadWorkflowImpl;
import dev.leadloop.temporal.LeadloopDataConverter;
import dev.leadloop.temporal.TaskQueues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;

/**
 * Whether a life can be taken up by another worker: its history is gone through again, and the workflow must ask for the
 * same as it did then.
 */
public final class Replay {
  private Replay() {}

  /** Fails where the workflow of leads would do something else today than this history says. */
  public static void ofLead(WorkflowExecutionHistory history) throws Exception {
    of(history, LeadWorkflowImpl.class);
  }

  /**
   * Fails where that workflow would do something else than this history says.
   *
   * @param changes what the worker changes of it
   */
  public static void of(WorkflowExecutionHistory history, Class<?> workflow, WorkerInterceptor... changes) throws Exception {
    WorkflowClientOptions client =
        WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client)
            .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setWorkerInterceptors(changes).build()).build())) {
      // Whether the code still does the same is asked here, not whether this machine is busy.
      Worker worker = environment.newWorker(
          TaskQueues.LEADS, WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build());
      worker.registerWorkflowImplementationTypes(workflow);
      WorkflowReplayer.replayWorkflowExecution(history, worker);
    }
  }
}
