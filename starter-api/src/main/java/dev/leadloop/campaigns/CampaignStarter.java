package dev.leadloop.campaigns;

import dev.leadloop.nurturing.Campaign;
import dev.leadloop.nurturing.CampaignStore;
import dev.leadloop.temporal.campaign.CampaignWorkflows;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every campaign that is not over has its workflow: at once when one was started, and by a sweep for those
 * started while Temporal was down or whose run was lost. To end a campaign for good, stop it.
 */
@Component
final class CampaignStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final CampaignStore store;
  private final CampaignWorkflows workflows;
  private final InstantSource clock;
  private final Queue<String> changed = new ConcurrentLinkedQueue<>();

  CampaignStarter(CampaignStore store, CampaignWorkflows workflows, InstantSource clock) {
    this.store = store;
    this.workflows = workflows;
    this.clock = clock;
  }

  /** Has a campaign look at the record again soon, where somebody changed it. */
  void changed(String campaignId) {
    changed.add(campaignId);
  }

  @Override
  public Duration go() {
    store.open(clock.instant()).forEach(this::ensureRunning);
    for (String campaign = changed.poll(); campaign != null; campaign = changed.poll()) {
      workflows.look(campaign);
    }
    return SWEEP;
  }

  private void ensureRunning(Campaign campaign) {
    workflows.ensureRunning(campaign.campaignId(), campaign.sequence(), campaign.progress().ratePerMinute());
  }
}
