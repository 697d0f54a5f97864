package dev.leadloop.worker.temporal;

import dev.leadloop.erasure.Erases;
import io.temporal.client.WorkflowClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is kept of people in Temporal. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  Erases historyErasing(WorkflowClient client) {
    return new HistoryErasing(client);
  }
}
