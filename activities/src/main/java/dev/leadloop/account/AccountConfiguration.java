package dev.leadloop.account;

import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of one company counted together. */
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {

  @Bean
  AccountMembers accountMembers(JdbcClient jdbc, TransactionTemplate transaction) {
    return new AccountMembers(new AccountMemberStore(jdbc), transaction);
  }

  @Bean
  AccountCounting accountCounting(
      JdbcClient jdbc, InboxStore inbox, PolicySource policies, TransactionTemplate transaction, InstantSource clock) {
    return new AccountCounting(new AccountCountStore(jdbc), inbox, policies, transaction, clock);
  }

  @Bean
  CompaniesAtHand companiesAtHand(JdbcClient jdbc) {
    return new CompaniesAtHand(new AccountCountStore(jdbc));
  }

  @Bean
  Erases accountErasing(JdbcClient jdbc) {
    return new AccountErasingStore(jdbc);
  }
}
