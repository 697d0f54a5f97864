package dev.leadloop.api.nurture;

import dev.leadloop.worker.Rounds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to the workflows of campaigns for as long as the process runs. */
@Configuration(proxyBeanMethods = false)
class CampaignStarting {

  @Bean
  Rounds campaignRounds(CampaignStarter starter) {
    return new Rounds("campaign-starter", true, starter);
  }
}
