package dev.leadloop.worker;

import dev.leadloop.erasure.work.Erasures;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.erasure.ErasureWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Erasures on a queue of their own: a folder or a table that takes long to go through holds up nothing else. */
@Configuration(proxyBeanMethods = false)
class ErasureWorkConfiguration {
  private static final int AT_ONCE = 2;

  @Bean
  TaskQueueWork erasureWork(Erasures erasures) {
    return new TaskQueueWork(
        TaskQueues.ERASURES, List.of(ErasureWorkflowImpl.class), List.of(erasures), TaskQueueWork.Limits.atOnce(AT_ONCE));
  }
}
