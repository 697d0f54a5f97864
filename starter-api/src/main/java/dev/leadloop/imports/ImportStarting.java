package dev.leadloop.imports;

import dev.leadloop.worker.Rounds;
import io.temporal.client.WorkflowClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to the workflows of imports for as long as the process runs. */
@Configuration(proxyBeanMethods = false)
class ImportStarting {

  @Bean
  Rounds importRounds(ImportStore store, WorkflowClient temporal) {
    return new Rounds("import-starter", true, new ImportStarter(store, temporal));
  }
}
