package dev.leadloop.record;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.EmailSettings;
import dev.leadloop.email.EmailTransport;
import dev.leadloop.email.HandoffTokens;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.notify.WebhookNotices;
import dev.leadloop.store.RepStore;
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
