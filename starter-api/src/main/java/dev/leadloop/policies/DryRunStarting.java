package dev.leadloop.policies;

import dev.leadloop.dryrun.Simulations;
import dev.leadloop.worker.RepeatingTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to dry runs for as long as the process runs. */
@Configuration(proxyBeanMethods = false)
class DryRunStarting {
  @Bean
  RepeatingTasks simulationTask(Simulations simulations) {
    return new RepeatingTasks("dry-runs", true, simulations::next);
  }
}
