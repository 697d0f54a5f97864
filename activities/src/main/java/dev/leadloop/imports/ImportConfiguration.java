package dev.leadloop.imports;

import dev.leadloop.erasure.Erases;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.record.LeadStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What imports need of the record. */
@Configuration(proxyBeanMethods = false)
public class ImportConfiguration {

  @Bean
  ImportStore importStore(JdbcClient jdbc) {
    return new ImportStore(jdbc);
  }

  @Bean
  ImportWarningStore importWarningStore(JdbcClient jdbc) {
    return new ImportWarningStore(jdbc);
  }

  @Bean
  ImportStaging importStaging(ImportStore store, PlatformTransactionManager transactions) {
    return new ImportStaging(store, transactions, ImportStaging.Limits.DEFAULT);
  }

  @Bean
  ImportBatches importBatches(
      ImportStore store,
      LeadIntake intake,
      LeadStore leads,
      InboxStore inbox,
      NamesInForce names,
      PlatformTransactionManager transactions) {
    return new ImportBatches(store, intake, leads, inbox, names, transactions);
  }

  @Bean
  ImportDrafts importDrafts(ImportStore store, NamesInForce names, InstantSource clock) {
    return new ImportDrafts(store, names, clock);
  }

  @Bean
  ImportRemarks importRemarks(ImportStore store) {
    return new ImportRemarks(store);
  }

  @Bean
  ImportErrors importErrors(ImportStore store) {
    return new ImportErrors(store);
  }

  @Bean
  Erases importErasing(JdbcClient jdbc) {
    return ImportErasingStore.over(jdbc);
  }
}
