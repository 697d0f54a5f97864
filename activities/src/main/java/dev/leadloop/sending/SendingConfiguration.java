package dev.leadloop.sending;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.consent.SuppressionStore;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.consent.TopicStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.erasure.Erases;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How mail to leads is sent, and what is looked at just before. */
@Configuration(proxyBeanMethods = false)
public class SendingConfiguration {

  @Bean
  SendStore sendStore(JdbcClient jdbc) {
    return new SendStore(jdbc);
  }

  @Bean
  ComplaintStore complaintStore(JdbcClient jdbc) {
    return new ComplaintStore(jdbc);
  }

  @Bean
  SequencePauses sequencePauses(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
    return new SequencePauses(jdbc, transactions, clock);
  }

  @Bean
  @Order(10)
  SendCheck consentCheck() {
    return new ConsentCheck();
  }

  @Bean
  @Order(15)
  SendCheck withheldCheck() {
    return new WithheldCheck();
  }

  @Bean
  @Order(20)
  SendCheck topicCheck(TopicStore topics) {
    return new TopicCheck(topics);
  }

  @Bean
  @Order(100)
  SendCheck sendingHoursCheck() {
    return new SendingHours();
  }

  @Bean
  @Order(110)
  SendCheck frequencyCapCheck(SendStore ledger) {
    return new FrequencyCaps(ledger);
  }

  /** Asked last of all, since the lock it takes is the last one of a send. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SendCheck pausedSequenceCheck(SequencePauses pauses) {
    return new PausedSequence(pauses);
  }

  @Bean
  NurtureSending nurtureSending(
      LeadRecords records,
      SendStore ledger,
      ConsentStore consents,
      SuppressionStore addresses,
      Suppressions suppressions,
      PolicySource policies,
      List<SendCheck> checks,
      EmailComposer composer,
      EmailTransport transport,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new NurtureSending(
        records, ledger, consents, addresses, suppressions, policies, checks, composer, transport, transaction, clock);
  }

  @Bean
  ContentDeliveries contentDeliveries(JdbcClient jdbc, NurtureSending sending, InstantSource clock) {
    return new ContentDeliveries(jdbc, sending, clock);
  }

  @Bean
  Erases sendingErasing(JdbcClient jdbc) {
    return SendingErasingStore.over(jdbc);
  }
}
