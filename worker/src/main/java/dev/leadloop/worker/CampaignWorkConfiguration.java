package dev.leadloop.worker;

import dev.leadloop.bulk.BulkOrders;
import dev.leadloop.nurturing.Campaigns;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.bulk.BulkOrderWorkflowImpl;
import dev.leadloop.temporal.campaign.CampaignWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Campaigns and bulk orders on a queue of their own, a few at a time. */
@Configuration(proxyBeanMethods = false)
class CampaignWorkConfiguration {
  private static final int BATCHES_AT_ONCE = 3;

  @Bean
  TaskQueueWork campaignWork(Campaigns campaigns, BulkOrders bulkOrders) {
    return new TaskQueueWork(
        TaskQueues.CAMPAIGNS, List.of(CampaignWorkflowImpl.class, BulkOrderWorkflowImpl.class), List.of(campaigns, bulkOrders),
        TaskQueueWork.Limits.atOnce(BATCHES_AT_ONCE));
  }
}
