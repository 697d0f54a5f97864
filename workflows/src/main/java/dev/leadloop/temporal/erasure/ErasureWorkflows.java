package dev.leadloop.temporal.erasure;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/** Starts the workflows of erasures from outside; fails with a Temporal exception where it is not there. */
public final class ErasureWorkflows {
  private final WorkflowClient client;

  public ErasureWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** A run that is there goes on; only where there is none a new one begins. */
  public void ensureRunning(String erasureId) {
    ErasureWorkflow workflow = client.newWorkflowStub(
        ErasureWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.ERASURES)
            .setWorkflowId(ErasureWorkflow.workflowId(erasureId))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary("forget a person")
            .build());
    WorkflowClient.start(workflow::run);
  }

  /** Has the parts of one that stands still tried at once; begins its run where there is none. */
  public void tryNow(String erasureId) {
    ensureRunning(erasureId);
    client.newWorkflowStub(ErasureWorkflow.class, ErasureWorkflow.workflowId(erasureId)).tryNow();
  }
}
