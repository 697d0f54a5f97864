package dev.leadloop.notify;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people of sales are told. */
@Configuration(proxyBeanMethods = false)
public class NoticesConfiguration {

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
      EmailComposer composer,
      EmailTransport transport,
      WebhookNotices webhookNotices,
      @Value("${leadloop.notices.fallback-address:#{null}}") @Nullable String fallbackAddress,
      InstantSource clock) {
    return new SalesNotices(
        records, handoffs, reps, policies, writer, composer, transport, webhookNotices, fallbackAddress,
        clock);
  }
}
