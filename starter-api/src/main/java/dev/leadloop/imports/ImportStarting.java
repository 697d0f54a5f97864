package dev.leadloop.imports;

import dev.leadloop.temporal.imports.ImportWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to the workflows of imports for as long as the process runs. */
@Configuration(proxyBeanMethods = false)
class ImportStarting {

  @Bean
  RepeatingTasks importTask(ImportStore store, ImportWorkflows workflows) {
    return new RepeatingTasks("import-starter", true, new ImportStarter(store, workflows));
  }
}
