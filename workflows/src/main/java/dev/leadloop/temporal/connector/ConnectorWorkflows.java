package dev.leadloop.temporal.connector;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/** Starts and wakes the workflows of connectors from outside; fails with a Temporal exception where it is not there. */
public final class ConnectorWorkflows {
  private final WorkflowClient client;

  public ConnectorWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** Has it look at the record; only where there is no run a new one begins. */
  public void wake(String connectorId, String summary) {
    ConnectorWorkflow workflow = client.newWorkflowStub(
        ConnectorWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.CONNECTORS)
            .setWorkflowId(ConnectorWorkflow.workflowId(connectorId))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary(summary)
            .build());
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(workflow::run);
    both.add(workflow::look);
    client.signalWithStart(both);
  }
}
