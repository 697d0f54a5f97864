package dev.leadloop.erasures;

import dev.leadloop.erasure.work.ErasureStore;
import dev.leadloop.erasure.work.Retention;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.temporal.erasure.ErasureWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sees to it that every erasure that is not over has its workflow: at once when one was ordered, and by a sweep for those
 * ordered while Temporal was down or whose run was lost.
 */
final class ErasureStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final ErasureStore store;
  private final ErasureWorkflows workflows;

  ErasureStarter(ErasureStore store, ErasureWorkflows workflows) {
    this.store = store;
    this.workflows = workflows;
  }

  @Override
  public Duration go() {
    store.open().forEach(workflows::ensureRunning);
    return SWEEP;
  }

  /** For as long as the process runs. */
  @Configuration(proxyBeanMethods = false)
  static class Starting {
    @Bean
    RepeatingTasks erasureTask(ErasureStore store, ErasureWorkflows workflows) {
      return new RepeatingTasks("erasure-starter", true, new ErasureStarter(store, workflows));
    }

    @Bean
    RepeatingTasks retentionTask(Retention retention, InboxBell bell) {
      return new RepeatingTasks("retention", true, () -> {
        Duration next = retention.sweep();
        bell.wake();
        return next;
      });
    }
  }
}
