package dev.leadloop.learning;

import dev.leadloop.prediction.training.Learning;
import dev.leadloop.prediction.training.Learnings;
import dev.leadloop.temporal.learning.LearningWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Begins to learn where that is due, and sees to it that what was begun has its workflow: at once when it was ordered, and by a
 * sweep where Temporal was down or a run was lost. Of several processes one begins it.
 */
final class LearningStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Learnings learnings;
  private final LearningWorkflows workflows;
  private final Duration every;

  LearningStarter(Learnings learnings, LearningWorkflows workflows, Duration every) {
    this.learnings = learnings;
    this.workflows = workflows;
    this.every = every;
  }

  @Override
  public Duration go() {
    if (every.isPositive()) {
      learnings.beginIfDue(every);
    }
    learnings.latest().filter(Learning::running).ifPresent(one -> workflows.ensureRunning(one.id()));
    return SWEEP;
  }

  /** For as long as the process runs. */
  @Configuration(proxyBeanMethods = false)
  static class Starting {
    @Bean
    RepeatingTasks learningTask(
        Learnings learnings, LearningWorkflows workflows, @Value("${leadloop.prediction.learn-every:7d}") Duration every) {
      return new RepeatingTasks("learning-starter", true, new LearningStarter(learnings, workflows, every));
    }
  }
}
