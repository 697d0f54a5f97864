package dev.leadloop.policies;

import dev.leadloop.worker.RepeatingTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to the workflows of rollouts for as long as the process runs. */
@Configuration(proxyBeanMethods = false)
class RolloutStarting {

  @Bean
  RepeatingTasks rolloutTask(RolloutStarter starter) {
    return new RepeatingTasks("rollout-starter", true, starter);
  }
}
