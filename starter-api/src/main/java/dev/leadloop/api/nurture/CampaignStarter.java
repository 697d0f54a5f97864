package dev.leadloop.api.nurture;

import dev.leadloop.nurturing.Campaign;
import dev.leadloop.nurturing.CampaignStore;
import dev.leadloop.temporal.CampaignOrder;
import dev.leadloop.temporal.CampaignWorkflow;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.worker.Rounds.Round;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every campaign that is not over has its workflow: at once when one was started, and by a sweep for those
 * started while Temporal was down or whose run was lost. To end a campaign for good, stop it.
 */
@Component
final class CampaignStarter implements Round {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final CampaignStore store;
  private final WorkflowClient temporal;
  private final Queue<String> changed = new ConcurrentLinkedQueue<>();

  CampaignStarter(CampaignStore store, WorkflowClient temporal) {
    this.store = store;
    this.temporal = temporal;
  }

  /** Has a campaign look at the record in the next round, where somebody changed it. */
  void changed(String campaignId) {
    changed.add(campaignId);
  }

  @Override
  public Duration go() {
    store.open().forEach(this::ensureRunning);
    for (String campaign = changed.poll(); campaign != null; campaign = changed.poll()) {
      temporal.newWorkflowStub(CampaignWorkflow.class, CampaignWorkflow.workflowId(campaign)).look();
    }
    return SWEEP;
  }

  /** A run that is there goes on; only where there is none a new one begins. */
  private void ensureRunning(Campaign campaign) {
    CampaignWorkflow workflow = temporal.newWorkflowStub(
        CampaignWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.CAMPAIGNS)
            .setWorkflowId(CampaignWorkflow.workflowId(campaign.campaignId()))
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setStaticSummary("Sequence " + campaign.sequence() + " for a segment")
            .build());
    WorkflowClient.start(
        workflow::run,
        CampaignOrder.recorded(campaign.sequence(), campaign.progress().ratePerMinute()));
  }
}
