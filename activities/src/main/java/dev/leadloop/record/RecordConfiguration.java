package dev.leadloop.record;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.EmailSettings;
import dev.leadloop.email.EmailTransport;
import dev.leadloop.email.HandoffTokens;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.notify.Outlets;
import dev.leadloop.store.InboxStore;
import dev.leadloop.store.LeadStore;
import dev.leadloop.store.PolicyReviewStore;
import dev.leadloop.store.RepStore;
import dev.leadloop.store.SendStore;
import dev.leadloop.store.SequencePauses;
import dev.leadloop.store.SuppressionStore;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Decisions and effects over the record, the published policies and the way mail leaves. */
@Configuration(proxyBeanMethods = false)
public class RecordConfiguration {

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
    return new DecideAndRecord(records, transaction, policies, LeadLifecycle::decide, clock);
  }

  @Bean
  Suppressions suppressions(
      LeadStore leads,
      SuppressionStore addresses,
      InboxStore inbox,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new Suppressions(leads, addresses, inbox, transaction, clock);
  }

  @Bean
  PolicyReviews policyReviews(
      JdbcClient jdbc,
      RepStore reps,
      PolicySource policies,
      EmailComposer composer,
      EmailTransport transport,
      EmailSettings settings,
      @Value("${leadloop.notices.marketing-address:#{null}}") @Nullable String marketing,
      InstantSource clock) {
    PolicyReviewNotices notices =
        new PolicyReviewNotices(reps, composer, transport, settings.publicUrl(), marketing);
    return new PolicyReviews(new PolicyReviewStore(jdbc), policies, notices, clock);
  }

  @Bean
  LeadEffects.Stores effectStores(SendStore ledger, SuppressionStore addresses, RepStore reps) {
    return new LeadEffects.Stores(ledger, addresses, reps);
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
  LeadEffects.Mail effectMail(EmailComposer composer, EmailTransport transport) {
    return new LeadEffects.Mail(composer, transport);
  }

  @Bean
  NoticeWriter noticeWriter(HandoffTokens tokens, EmailSettings settings) {
    return new NoticeWriter(tokens, settings.publicUrl());
  }

  @Bean
  SalesNotices salesNotices(
      LeadRecords records,
      HandoffReader handoffs,
      RepStore reps,
      PolicySource policies,
      NoticeWriter writer,
      LeadEffects.Mail mail,
      Outlets outlets,
      @Value("${leadloop.notices.fallback-address:#{null}}") @Nullable String fallbackAddress,
      InstantSource clock) {
    return new SalesNotices(
        records, handoffs, reps, policies, writer, mail.composer(), mail.transport(), outlets, fallbackAddress,
        clock);
  }

  @Bean
  LeadEffects leadEffects(
      LeadRecords records,
      LeadEffects.Stores stores,
      Suppressions suppressions,
      PolicySource policies,
      List<SendCheck> checks,
      LeadEffects.Mail mail,
      SalesNotices notices,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new LeadEffects(records, stores, suppressions, policies, checks, mail, notices, transaction, clock);
  }
}
