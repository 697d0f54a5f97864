package dev.leadloop.enrichment;

import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.FoundFacts;
import dev.leadloop.worker.RepeatingTasks;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks wherever the inbox is called for: what is found in time has the lead called at once. */
@Configuration(proxyBeanMethods = false)
class EnrichmentTaskConfiguration {

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  EnrichmentTasks enrichmentTasks(
      Enrichment enrichment, EnrichmentSettings settings, JdbcClient jdbc, InboxStore inbox, TransactionTemplate transaction,
      InstantSource clock, @Qualifier("relayTask") RepeatingTasks relay) {
    Enricher enricher =
        new Enricher(enrichment.providers(), jdbc, new FoundFacts(jdbc, inbox, clock), transaction, clock);
    return new EnrichmentTasks(enrichment, settings, enricher, jdbc, transaction, clock, relay::wake);
  }
}
