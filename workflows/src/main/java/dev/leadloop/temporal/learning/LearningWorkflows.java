package dev.leadloop.temporal.learning;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/** Starts the workflows that learn from outside; fails with a Temporal exception where it is not there. */
public final class LearningWorkflows {
  private final WorkflowClient client;

  public LearningWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** A run that is there goes on; only where there is none a new one begins. */
  public void ensureRunning(String learningId) {
    LearningWorkflow workflow = client.newWorkflowStub(
        LearningWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.LEARNING)
            .setWorkflowId(LearningWorkflow.workflowId(learningId))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary("learn the predictive score")
            .build());
    WorkflowClient.start(workflow::run);
  }
}
