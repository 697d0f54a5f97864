package dev.leadloop.consent;

import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.StatusStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What readers agreed to and chose, and who gets no mail. */
@Configuration(proxyBeanMethods = false)
public class ConsentConfiguration {

  @Bean
  ConsentStore consentStore(JdbcClient jdbc) {
    return new ConsentStore(jdbc);
  }

  @Bean
  TopicStore topicStore(JdbcClient jdbc) {
    return new TopicStore(jdbc);
  }

  @Bean
  SuppressionReadStore suppressionReadStore(JdbcClient jdbc) {
    return new SuppressionReadStore(jdbc);
  }

  @Bean
  SuppressionStore suppressionStore(JdbcClient jdbc) {
    return new SuppressionStore(jdbc);
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
  SuppressionFile suppressionFile(SuppressionReadStore reads, Suppressions suppressions) {
    return new SuppressionFile(reads, suppressions);
  }

  @Bean
  Consents consents(
      LeadStore leads,
      ConsentStore consents,
      SuppressionStore addresses,
      InboxStore inbox,
      PolicySource policies,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new Consents(leads, consents, addresses, inbox, policies, transaction, clock);
  }

  @Bean
  Preferences preferences(
      LeadStore leads,
      StatusStore statuses,
      SuppressionStore addresses,
      TopicStore topics,
      Suppressions suppressions,
      PolicySource policies,
      TransactionTemplate transaction,
      InstantSource clock) {
    return new Preferences(leads, statuses, addresses, topics, suppressions, policies, transaction, clock);
  }

  @Bean
  Erases consentErasing(JdbcClient jdbc) {
    return ConsentErasingStore.over(jdbc);
  }
}
