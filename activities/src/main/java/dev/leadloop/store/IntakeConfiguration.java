package dev.leadloop.store;

import dev.leadloop.email.EmailAddresses;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** How leads come in. */
@Configuration(proxyBeanMethods = false)
public class IntakeConfiguration {

  @Bean
  LeadIntake leadIntake(
      JdbcClient jdbc, InboxStore inbox, PlatformTransactionManager transactions, InstantSource clock) {
    return new LeadIntake(jdbc, inbox, transactions, clock, EmailAddresses::normalise);
  }
}
