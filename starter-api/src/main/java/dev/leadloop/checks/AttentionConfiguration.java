package dev.leadloop.checks;

import dev.leadloop.view.AttentionStore;
import dev.leadloop.worker.RepeatingTasks;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for what stands still wherever the inbox is called for. */
@Configuration(proxyBeanMethods = false)
class AttentionConfiguration {

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  RepeatingTasks attentionTask(Attention attention, JdbcClient jdbc, Clock clock) {
    return new RepeatingTasks("attention", true, new AttentionLog(attention, new AttentionStore(jdbc), clock));
  }
}
