package dev.leadloop.sample;

import dev.leadloop.worker.RepeatingTasks;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goes on with the sample data wherever the inbox is called for: what stands in the database is all it knows. */
@Configuration(proxyBeanMethods = false)
class SampleTaskConfiguration {
  private static final Duration AT_WORK = Duration.ofSeconds(1);
  private static final Duration OTHERWISE = Duration.ofSeconds(3);

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  RepeatingTasks sampleDataTask(
      SampleStore store, SampleFlow flow, SampleErasing erasing, SampleErasing.Ending ending) {
    return new RepeatingTasks("sample-data", true, () -> {
      SampleStore.Run run = store.run().orElse(null);
      if (run == null) {
        return OTHERWISE;
      }
      if (run.removing()) {
        return erasing.goOn(ending) ? Duration.ZERO : OTHERWISE;
      }
      flow.takeDue();
      return AT_WORK;
    });
  }
}
