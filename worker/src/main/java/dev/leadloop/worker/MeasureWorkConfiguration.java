package dev.leadloop.worker;

import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.worker.temporal.WorkerSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the facts that measures are counted from anew, where that was ordered. */
@Configuration(proxyBeanMethods = false)
class MeasureWorkConfiguration {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /** One process at a time does it; there is something to do after an upgrade, and when an administrator asks for it. */
  @Bean
  RepeatingTasks measureRebuildTask(Rebuilding rebuilding, WorkerSettings settings) {
    return new RepeatingTasks(
        "measure-rebuild", settings.enabled(), () -> rebuilding.some() == 0 ? BETWEEN_LOOKS : Duration.ZERO);
  }
}
