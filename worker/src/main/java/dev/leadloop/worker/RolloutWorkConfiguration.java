package dev.leadloop.worker;

import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rollouts on a queue of their own, one batch at a time. */
@Configuration(proxyBeanMethods = false)
class RolloutWorkConfiguration {

  @Bean
  TaskQueueWork rolloutWork(Rollouts rollouts) {
    return new TaskQueueWork(
        TaskQueues.ROLLOUTS, List.of(PolicyRolloutWorkflowImpl.class), List.of(rollouts), TaskQueueWork.Limits.atOnce(1));
  }
}
