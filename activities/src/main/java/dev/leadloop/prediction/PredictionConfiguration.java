package dev.leadloop.prediction;

import dev.leadloop.record.PolicySource;
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
  PredictorDesk predictorDesk(HandedOverStore store, PolicySource policies, InstantSource clock) {
    return new PredictorDesk(store, policies, clock);
  }
}
