package dev.leadloop.intake;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.erasure.ErasedNames;
import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.InboxStore;
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
      JdbcClient jdbc, InboxStore inbox, PlatformTransactionManager transactions, InstantSource clock, FactFinding finding,
      ErasedNames erased) {
    return new LeadIntake(jdbc, inbox, transactions, clock, EmailAddresses::normalise).finding(finding).heeding(erased);
  }

  @Bean
  Erases personErasing(JdbcClient jdbc) {
    return IntakeErasingStore.over(jdbc);
  }
}
