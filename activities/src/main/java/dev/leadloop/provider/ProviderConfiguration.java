package dev.leadloop.provider;

import dev.leadloop.consent.Suppressions;
import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.desk.RepStore;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.record.LeadStore;
import dev.leadloop.sending.ComplaintStore;
import dev.leadloop.sending.SendStore;
import dev.leadloop.sending.SequencePauses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What providers report, over the record and the settings that say how much is borne. */
@Configuration(proxyBeanMethods = false)
public class ProviderConfiguration {

  @Bean
  ProviderEventStore providerEventStore(JdbcClient jdbc) {
    return new ProviderEventStore(jdbc);
  }

  @Bean
  DeliverabilityStore deliverabilityStore(JdbcClient jdbc) {
    return new DeliverabilityStore(jdbc);
  }

  @Bean
  ProviderEvents providerEvents(
      ProviderEventStore store,
      Suppressions suppressions,
      ReplyDoubtStore doubts,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new ProviderEvents(store, suppressions, doubts, transaction, clock);
  }

  @Bean
  ProviderSignals providerSignals(
      @Value("${leadloop.provider-events.gather:2s}") Duration gather,
      ProviderEventStore store,
      SendStore ledger,
      LeadStore leads,
      InboxStore inbox,
      ComplaintBrake brake,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new ProviderSignals(gather, store, ledger, leads, inbox, brake, transaction, clock);
  }

  @Bean
  MailedTo mailedTo(SendStore ledger, LeadStore leads, UnsubscribeTokens tokens) {
    return new MailedAddresses(ledger, leads, tokens);
  }

  @Bean
  InboundEvents inboundEvents(ReplyAddresses addresses, MailedTo mailed, InstantSource clock) {
    return new InboundEvents(addresses, mailed, clock);
  }

  @Bean
  SoftBounces softBounces(
      ProviderEventStore store,
      @Value("${leadloop.soft-bounces.most:3}") int most,
      @Value("${leadloop.soft-bounces.window:30d}") Duration window,
      @Value("${leadloop.soft-bounces.rest:14d}") Duration rest) {
    return new SoftBounces(store, new SoftBounces.Terms(most, window, rest));
  }

  @Bean
  ComplaintBrake complaintBrake(
      ComplaintStore store,
      SequencePauses pauses,
      @Value("${leadloop.complaints.share:0.001}") double share,
      @Value("${leadloop.complaints.least-delivered:500}") int leastDelivered,
      @Value("${leadloop.complaints.least:2}") int leastComplaints,
      @Value("${leadloop.complaints.window:30d}") Duration window,
      InstantSource clock) {
    ComplaintBrake.Terms terms = new ComplaintBrake.Terms(share, leastDelivered, leastComplaints, window);
    return new ComplaintBrake(store, pauses, terms, clock);
  }

  @Bean
  BrakeNotices brakeNotices(
      ComplaintStore store,
      RepStore reps,
      EmailComposer composer,
      EmailTransport transport,
      @Value("${leadloop.notices.marketing-address:#{null}}") @Nullable String marketing,
      @Value("${leadloop.notices.fallback-address:#{null}}") @Nullable String fallback,
      TransactionTemplate transaction,
      InstantSource clock) {
    List<String> addresses = Stream.of(marketing, fallback).filter(Objects::nonNull).map(String::valueOf).toList();
    return new BrakeNotices(store, new NoticeReaders(reps, addresses), composer, transport, transaction, clock);
  }

  @Bean
  Erases providerErasing(JdbcClient jdbc) {
    return new ProviderErasingStore(jdbc);
  }
}
