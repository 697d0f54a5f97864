package dev.leadloop.imports;

import dev.leadloop.temporal.ImportWorkflows;
import dev.leadloop.worker.Rounds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to the workflows of imports for as long as the process runs. */
@Configuration(proxyBeanMethods = false)
class ImportStarting {

  @Bean
  Rounds importRounds(ImportStore store, ImportWorkflows workflows) {
    return new Rounds("import-starter", true, new ImportStarter(store, workflows));
  }
}
