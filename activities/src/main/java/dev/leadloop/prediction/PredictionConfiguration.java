package dev.leadloop.prediction;

import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.prediction.training.ModelStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.SignalStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What predicts, over the store. */
@Configuration(proxyBeanMethods = false)
public class PredictionConfiguration {

  @Bean
  HandedOverStore handedOverStore(JdbcClient jdbc) {
    return new HandedOverStore(jdbc);
  }

  @Bean
  ModelStore modelStore(JdbcClient jdbc) {
    return new ModelStore(jdbc);
  }

  @Bean
  ModelDesk modelDesk(
      HandedOverStore leads, ModelStore models, JdbcClient jdbc, PolicySource policies, InstantSource clock) {
    return new ModelDesk(leads, models, new SignalStore(jdbc), policies, clock);
  }

  @Bean
  PredictorDesk predictorDesk(HandedOverStore store, PolicySource policies, InstantSource clock) {
    return new PredictorDesk(store, policies, clock);
  }
}
