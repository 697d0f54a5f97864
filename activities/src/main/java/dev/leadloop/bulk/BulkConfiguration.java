package dev.leadloop.bulk;

import dev.leadloop.consent.Suppressions;
import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.record.PolicySource;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Bulk orders over the record. */
@Configuration(proxyBeanMethods = false)
public class BulkConfiguration {

  @Bean
  BulkOrderStore bulkOrderStore(JdbcClient jdbc) {
    return new BulkOrderStore(jdbc);
  }

  @Bean
  BulkOrders bulkOrders(
      JdbcClient jdbc, InboxStore inbox, PolicySource policies, Suppressions suppressions, TransactionTemplate transaction,
      InstantSource clock) {
    return new BulkOrders(jdbc, inbox, policies, suppressions, transaction, clock);
  }

  @Bean
  Erases bulkErasing(JdbcClient jdbc) {
    return BulkErasingStore.over(jdbc);
  }
}
