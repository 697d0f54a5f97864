package dev.leadloop.measures.rebuild;

import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Facts made anew over the store. */
@Configuration(proxyBeanMethods = false)
public class RebuildConfiguration {

  @Bean
  Rebuilding rebuilding(JdbcClient jdbc, PolicySource policies, TransactionTemplate transaction, InstantSource clock) {
    return new Rebuilding(jdbc, policies, transaction, clock);
  }
}
