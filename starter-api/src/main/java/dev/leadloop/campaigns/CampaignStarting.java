package dev.leadloop.campaigns;

import dev.leadloop.worker.RepeatingTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to the workflows of campaigns for as long as the process runs. */
@Configuration(proxyBeanMethods = false)
class CampaignStarting {

  @Bean
  RepeatingTasks campaignTask(CampaignStarter starter) {
    return new RepeatingTasks("campaign-starter", true, starter);
  }
}
