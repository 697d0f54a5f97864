package dev.leadloop.orders;

import dev.leadloop.inbox.LeadDoor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers are decided by the leads' workflows. */
@Configuration(proxyBeanMethods = false)
class DeciderConfiguration {

  @Bean
  LeadDecider leadDecider(LeadDoor door) {
    return door::decide;
  }
}
