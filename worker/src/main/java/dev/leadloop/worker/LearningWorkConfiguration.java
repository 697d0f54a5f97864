package dev.leadloop.worker;

import dev.leadloop.prediction.training.Learnings;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.learning.LearningWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Learning on a queue of its own, one model at a time, with room to be asked how far that is. */
@Configuration(proxyBeanMethods = false)
class LearningWorkConfiguration {

  @Bean
  TaskQueueWork learningWork(Learnings learnings) {
    return new TaskQueueWork(
        TaskQueues.LEARNING, List.of(LearningWorkflowImpl.class), List.of(learnings), TaskQueueWork.Limits.atOnce(2));
  }
}
