package dev.leadloop.prediction.training;

import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.SignalStore;
import dev.leadloop.view.LeadReadStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is learned from outcomes, over the store. */
@Configuration(proxyBeanMethods = false)
public class TrainingConfiguration {

  @Bean
  ModelStore modelStore(JdbcClient jdbc) {
    return new ModelStore(jdbc);
  }

  @Bean
  ModelDesk modelDesk(ModelStore models, JdbcClient jdbc, PolicySource policies, InstantSource clock) {
    return new ModelDesk(models, new SignalStore(jdbc), new LeadReadStore(jdbc), policies, clock);
  }

  @Bean
  Learnings learnings(
      HandedOverStore leads, ModelStore models, JdbcClient jdbc, PolicySource policies, TransactionTemplate transaction,
      InstantSource clock) {
    return new Learnings(leads, new LearningStore(jdbc), models, policies, transaction, clock);
  }
}
