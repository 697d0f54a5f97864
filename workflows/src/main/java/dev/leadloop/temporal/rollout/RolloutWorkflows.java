package dev.leadloop.temporal.rollout;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;

/** Starts and signals the workflows of rollouts, from outside; fails with a Temporal exception where it is not there. */
public final class RolloutWorkflows {
  private final WorkflowClient client;

  public RolloutWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** A run that is there goes on; only where there is none a new one begins, with the order that the record has. */
  public void ensureRunning(int version) {
    PolicyRolloutWorkflow workflow = client.newWorkflowStub(
        PolicyRolloutWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.ROLLOUTS)
            .setWorkflowId(PolicyRolloutWorkflow.workflowId(version))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary("Leads move to policy version " + version)
            .build());
    WorkflowClient.start(workflow::run, RolloutOrder.RECORDED);
  }

  /** Has a rollout look at the record at once, where somebody changed it; does nothing where none runs. */
  public void look(int version) {
    try {
      client.newWorkflowStub(PolicyRolloutWorkflow.class, PolicyRolloutWorkflow.workflowId(version)).look();
    } catch (WorkflowNotFoundException over) {
      // It has nothing to look for any more.
    }
  }
}
