package dev.leadloop.temporal.bulk;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/** Starts the workflows of bulk orders from outside; fails with a Temporal exception where it is not there. */
public final class BulkOrderWorkflows {
  private final WorkflowClient client;

  public BulkOrderWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** A run that is there goes on; only where there is none a new one begins. */
  public void ensureRunning(String bulkOrderId, String summary) {
    BulkOrderWorkflow workflow = client.newWorkflowStub(
        BulkOrderWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.CAMPAIGNS)
            .setWorkflowId(BulkOrderWorkflow.workflowId(bulkOrderId))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary(summary)
            .build());
    WorkflowClient.start(workflow::run);
  }
}
