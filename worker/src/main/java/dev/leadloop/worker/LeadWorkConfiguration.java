package dev.leadloop.worker;

import dev.leadloop.effects.LeadEffects;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.review.PolicyReviews;
import dev.leadloop.sending.ContentDeliveries;
import dev.leadloop.temporal.LeadWorkflowImpl;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.worker.temporal.TaskQueueWork;
import dev.leadloop.worker.temporal.WorkerSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The work of leads: their workflows and decisions on one queue, their mail on another whose rate is bounded. */
@Configuration(proxyBeanMethods = false)
class LeadWorkConfiguration {
  private static final Duration BETWEEN_DELIVERIES = Duration.ofSeconds(2);
  private static final Duration BETWEEN_REVIEW_LOOKS = Duration.ofMinutes(10);

  @Bean
  TaskQueueWork leadWork(DecideAndRecord decisions, LeadEffects effects) {
    return new TaskQueueWork(TaskQueues.LEADS, List.of(LeadWorkflowImpl.class), List.of(decisions, effects));
  }

  /** However many processes ask whether the day's look at the policy is due, one makes it. */
  @Bean
  RepeatingTasks policyReviewTask(PolicyReviews reviews, WorkerSettings settings) {
    return new RepeatingTasks(
        "policy-reviewer",
        settings.enabled(),
        () -> {
          reviews.look();
          return BETWEEN_REVIEW_LOOKS;
        });
  }

  @Bean
  TaskQueueWork emailWork(LeadEffects effects, EmailProperties properties) {
    return new TaskQueueWork(
        TaskQueues.EMAIL,
        List.of(),
        List.of(effects),
        TaskQueueWork.Limits.perSecond(properties.email().perSecond()));
  }

  @Bean
  RepeatingTasks contentDeliveryTask(ContentDeliveries contents, WorkerSettings settings) {
    return new RepeatingTasks(
        "content-delivery", settings.enabled(), () -> contents.deliverDue() > 0 ? Duration.ZERO : BETWEEN_DELIVERIES);
  }
}
