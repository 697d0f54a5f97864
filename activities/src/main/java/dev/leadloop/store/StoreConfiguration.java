package dev.leadloop.store;

import dev.leadloop.email.EmailAddresses;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores over one data source. */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

  @Bean
  LeadStore leadStore(JdbcClient jdbc) {
    return new LeadStore(jdbc);
  }

  @Bean
  InboxStore inboxStore(JdbcClient jdbc) {
    return new InboxStore(jdbc);
  }

  @Bean
  LeadIntake leadIntake(
      JdbcClient jdbc, InboxStore inbox, PlatformTransactionManager transactions, InstantSource clock) {
    return new LeadIntake(jdbc, inbox, transactions, clock, EmailAddresses::normalise);
  }

  @Bean
  StatusStore statusStore(JdbcClient jdbc) {
    return new StatusStore(jdbc);
  }

  @Bean
  SendStore sendStore(JdbcClient jdbc) {
    return new SendStore(jdbc);
  }

  @Bean
  ComplaintStore complaintStore(JdbcClient jdbc) {
    return new ComplaintStore(jdbc);
  }

  @Bean
  ProviderEventStore providerEventStore(JdbcClient jdbc) {
    return new ProviderEventStore(jdbc);
  }

  @Bean
  SuppressionStore suppressionStore(JdbcClient jdbc) {
    return new SuppressionStore(jdbc);
  }

  @Bean
  SequencePauses sequencePauses(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
    return new SequencePauses(jdbc, transactions, clock);
  }

  @Bean
  RepStore repStore(JdbcClient jdbc) {
    return new RepStore(jdbc);
  }

  @Bean
  SalesRoster salesRoster(
      JdbcClient jdbc, RepStore reps, InboxStore inbox, TransactionTemplate transaction, InstantSource clock) {
    return new SalesRoster(jdbc, reps, inbox, transaction, clock);
  }

  @Bean
  AccountOwnerStore accountOwnerStore(JdbcClient jdbc) {
    return new AccountOwnerStore(jdbc);
  }

  @Bean
  SightStore sightStore(JdbcClient jdbc) {
    return new SightStore(jdbc);
  }

  @Bean
  AuditStore auditStore(JdbcClient jdbc) {
    return new AuditStore(jdbc);
  }

  @Bean
  TeamStore teamStore(JdbcClient jdbc) {
    return new TeamStore(jdbc);
  }

  @Bean
  WebhookStore webhookStore(JdbcClient jdbc) {
    return new WebhookStore(jdbc);
  }

  @Bean
  WebhookQueue webhookQueue(JdbcClient jdbc) {
    return new WebhookQueue(jdbc);
  }

  @Bean
  ReplyDoubtStore replyDoubtStore(JdbcClient jdbc) {
    return new ReplyDoubtStore(jdbc);
  }

  @Bean
  SetAsideStore setAsideStore(JdbcClient jdbc) {
    return new SetAsideStore(jdbc);
  }

  @Bean
  RingStore ringStore(JdbcClient jdbc) {
    return new RingStore(jdbc);
  }
}
