package dev.leadloop.temporal.backtest;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/** Starts the workflows of backtests from outside; fails with a Temporal exception where it is not there. */
public final class BacktestWorkflows {
  private final WorkflowClient client;

  public BacktestWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** A run that is there goes on; only where there is none a new one begins. */
  public void ensureRunning(String backtestId, String summary) {
    BacktestWorkflow workflow = client.newWorkflowStub(
        BacktestWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.BACKTESTS)
            .setWorkflowId(BacktestWorkflow.workflowId(backtestId))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary(summary)
            .build());
    WorkflowClient.start(workflow::run);
  }
}
