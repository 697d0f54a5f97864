package dev.leadloop.temporal.campaign;

import dev.leadloop.nurture.OneMail;
import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;

/** Starts and signals the workflows of campaigns, from outside; fails with a Temporal exception where it is not there. */
public final class CampaignWorkflows {
  private final WorkflowClient client;

  public CampaignWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /**
   * A run that is there goes on; only where there is none a new one begins, with the order that the record has.
   *
   * @param ratePerMinute most leads a minute
   */
  public void ensureRunning(String campaignId, String sequence, int ratePerMinute) {
    CampaignWorkflow workflow = client.newWorkflowStub(
        CampaignWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.CAMPAIGNS)
            .setWorkflowId(CampaignWorkflow.workflowId(campaignId))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary(
                OneMail.campaign(sequence).isPresent() ? "One mail for a segment" : "Sequence " + sequence + " for a segment")
            .build());
    WorkflowClient.start(workflow::run, CampaignOrder.recorded(sequence, ratePerMinute));
  }

  /**
   * Has a campaign look at the record at once, where somebody changed it; one that has yet to begin, or is over, has no need to.
   */
  public void look(String campaignId) {
    try {
      client.newWorkflowStub(CampaignWorkflow.class, CampaignWorkflow.workflowId(campaignId)).look();
    } catch (WorkflowNotFoundException notRunning) {
      return;
    }
  }
}
