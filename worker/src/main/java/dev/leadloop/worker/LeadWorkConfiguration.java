package dev.leadloop.worker;

import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.LeadEffects;
import dev.leadloop.record.PolicyReviews;
import dev.leadloop.temporal.LeadWorkflowImpl;
import dev.leadloop.temporal.TaskQueues;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The work of leads: their workflows and decisions on one queue, their mail on another whose rate is bounded. */
@Configuration(proxyBeanMethods = false)
class LeadWorkConfiguration {
  @Bean
  TaskQueueWork leadWork(DecideAndRecord decisions, LeadEffects effects) {
    return new TaskQueueWork(TaskQueues.LEADS, List.of(LeadWorkflowImpl.class), List.of(decisions, effects));
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.worker.enabled", matchIfMissing = true)
  PolicyReviewLoop policyReviewLoop(PolicyReviews reviews) {
    return new PolicyReviewLoop(reviews);
  }

  @Bean
  TaskQueueWork emailWork(LeadEffects effects, EmailProperties properties) {
    return new TaskQueueWork(
        TaskQueues.EMAIL,
        List.of(),
        List.of(effects),
        options -> options.setMaxTaskQueueActivitiesPerSecond(properties.email().perSecond()));
  }
}
