package dev.leadloop.handoff;

import dev.leadloop.record.PolicySource;
import dev.leadloop.store.HandoffFactStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The handoff record over the store. */
@Configuration(proxyBeanMethods = false)
public class HandoffConfiguration {

  @Bean
  HandoffReader handoffReader(JdbcClient jdbc, PolicySource policies, InstantSource clock) {
    return new HandoffReader(new HandoffFactStore(jdbc), policies, clock);
  }
}
