package dev.leadloop.record;

import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.HeldStore;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.RingStore;
import dev.leadloop.inbox.SetAsideStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The record of leads and the decisions about them. */
@Configuration(proxyBeanMethods = false)
public class RecordConfiguration {

  @Bean
  LeadStore leadStore(JdbcClient jdbc) {
    return new LeadStore(jdbc);
  }

  @Bean
  InboxStore inboxStore(JdbcClient jdbc) {
    return new InboxStore(jdbc);
  }

  @Bean
  StatusStore statusStore(JdbcClient jdbc) {
    return new StatusStore(jdbc);
  }

  @Bean
  SetAsideStore setAsideStore(JdbcClient jdbc) {
    return new SetAsideStore(jdbc);
  }

  @Bean
  RingStore ringStore(JdbcClient jdbc) {
    return new RingStore(jdbc);
  }

  @Bean
  LeadRecords leadRecords(JdbcClient jdbc) {
    return LeadRecords.over(jdbc);
  }

  @Bean
  RecordCheck recordCheck(LeadRecords records) {
    return new RecordCheck(records);
  }

  @Bean
  DecideAndRecord decideAndRecord(
      LeadRecords records, TransactionTemplate transaction, PolicySource policies, InstantSource clock) {
    return new DecideAndRecord(records, transaction, policies, new TimedDecider(TimedDecider.LIMIT), clock);
  }

  @Bean
  AnswerTrial answerTrial(LeadRecords records, PolicySource policies, InstantSource clock) {
    return new AnswerTrial(records, policies, new TimedDecider(TimedDecider.LIMIT), clock);
  }

  @Bean
  HeldStore heldStore(JdbcClient jdbc) {
    return new HeldStore(jdbc);
  }

  @Bean
  Erases recordErasing(JdbcClient jdbc) {
    return new RecordErasingStore(jdbc);
  }
}
