package dev.leadloop.temporal.backtest;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import org.jspecify.annotations.Nullable;

/** Starts the workflows of backtests from outside; fails with a Temporal exception where it is not there. */
public final class BacktestWorkflows {
  private final WorkflowClient client;

  public BacktestWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /**
   * A run that is there goes on; only where there was none a new one begins.
   *
   * @return how one ended that is over, by whatever hand; null where one runs now
   */
  public @Nullable Ended ensureRunning(String backtestId, String summary) {
    BacktestWorkflow workflow = client.newWorkflowStub(
        BacktestWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.BACKTESTS)
            .setWorkflowId(BacktestWorkflow.workflowId(backtestId))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .setStaticSummary(summary)
            .build());
    try {
      WorkflowClient.start(workflow::run);
      return null;
    } catch (WorkflowExecutionAlreadyStarted over) {
      return ended(BacktestWorkflow.workflowId(backtestId));
    }
  }

  private @Nullable Ended ended(String workflowId) {
    return switch (client.newUntypedWorkflowStub(workflowId).describe().getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_COMPLETED, WORKFLOW_EXECUTION_STATUS_CANCELED, WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          Ended.STOPPED;
      case WORKFLOW_EXECUTION_STATUS_FAILED, WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> Ended.FAILED;
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW, WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
          WORKFLOW_EXECUTION_STATUS_PAUSED, UNRECOGNIZED -> null;
    };
  }

  /** How a run ended whose backtest is not over by the record. */
  public enum Ended {
    /** Somebody stopped, cancelled or terminated it. */
    STOPPED,
    /** It could not go on. */
    FAILED
  }
}
