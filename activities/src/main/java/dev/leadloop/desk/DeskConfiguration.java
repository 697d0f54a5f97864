package dev.leadloop.desk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who sells: reps, teams and whose accounts are whose. */
@Configuration(proxyBeanMethods = false)
public class DeskConfiguration {

  @Bean
  RepStore repStore(JdbcClient jdbc) {
    return new RepStore(jdbc);
  }

  @Bean
  TeamStore teamStore(JdbcClient jdbc) {
    return new TeamStore(jdbc);
  }

  @Bean
  AccountOwnerStore accountOwnerStore(JdbcClient jdbc) {
    return new AccountOwnerStore(jdbc);
  }
}
