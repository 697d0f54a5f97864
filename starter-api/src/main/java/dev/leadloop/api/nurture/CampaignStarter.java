package dev.leadloop.api.nurture;

import dev.leadloop.nurturing.Campaign;
import dev.leadloop.nurturing.CampaignStore;
import dev.leadloop.temporal.CampaignOrder;
import dev.leadloop.temporal.CampaignWorkflow;
import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every campaign that is not over has its workflow: at once when one was started, and by a sweep for those
 * started while Temporal was down or whose run was lost. To end a campaign for good, stop it.
 */
@Component
final class CampaignStarter implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(CampaignStarter.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final CampaignStore store;
  private final WorkflowClient temporal;
  private final Semaphore wake = new Semaphore(0);
  private final Queue<String> changed = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread sweeper;

  CampaignStarter(CampaignStore store, WorkflowClient temporal) {
    this.store = store;
    this.temporal = temporal;
  }

  /** Starts what was recorded just now, without waiting for it. */
  void wake() {
    wake.release();
  }

  /** Has a campaign look at the record, where somebody changed it. */
  void look(String campaignId) {
    changed.add(campaignId);
    wake.release();
  }

  @Override
  public void start() {
    sweeper = Thread.ofPlatform().name("campaigns-start").daemon(true).start(this::run);
  }

  @Override
  public void stop() {
    Thread running = sweeper;
    sweeper = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return sweeper != null;
  }

  private void run() {
    while (isRunning()) {
      try {
        wake.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        store.open().forEach(this::ensureRunning);
        for (String campaign = changed.poll(); campaign != null; campaign = changed.poll()) {
          temporal.newWorkflowStub(CampaignWorkflow.class, CampaignWorkflow.workflowId(campaign)).look();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("Campaigns could not be looked after, trying again", e);
      }
    }
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
        new CampaignOrder(campaign.sequence(), campaign.segment(), campaign.progress().ratePerMinute()));
  }
}
