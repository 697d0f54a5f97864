package dev.leadloop.worker;

import dev.leadloop.imports.ImportBatches;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.imports.ImportWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Imports on a queue of their own, a few at a time. */
@Configuration(proxyBeanMethods = false)
class ImportWorkConfiguration {
  private static final int BATCHES_AT_ONCE = 2;

  @Bean
  TaskQueueWork importWork(ImportBatches batches) {
    return new TaskQueueWork(
        TaskQueues.IMPORTS, List.of(ImportWorkflowImpl.class), List.of(batches),
        TaskQueueWork.Limits.atOnce(BATCHES_AT_ONCE));
  }
}
