package dev.leadloop.worker;

import dev.leadloop.nurturing.Campaigns;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.campaign.CampaignWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Campaigns on a queue of their own, a few at a time. */
@Configuration(proxyBeanMethods = false)
class CampaignWorkConfiguration {
  private static final int BATCHES_AT_ONCE = 2;

  @Bean
  TaskQueueWork campaignWork(Campaigns campaigns) {
    return new TaskQueueWork(
        TaskQueues.CAMPAIGNS, List.of(CampaignWorkflowImpl.class), List.of(campaigns),
        TaskQueueWork.Limits.atOnce(BATCHES_AT_ONCE));
  }
}
