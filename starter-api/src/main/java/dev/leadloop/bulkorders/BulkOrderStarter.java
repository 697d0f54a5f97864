package dev.leadloop.bulkorders;

import dev.leadloop.bulk.BulkOrder;
import dev.leadloop.bulk.BulkOrderStore;
import dev.leadloop.temporal.bulk.BulkOrderWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sees to it that every bulk order that is not over has its workflow: at once when one was given, and by a sweep for those given
 * while Temporal was down or whose run was lost.
 */
final class BulkOrderStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final BulkOrderStore store;
  private final BulkOrderWorkflows workflows;

  BulkOrderStarter(BulkOrderStore store, BulkOrderWorkflows workflows) {
    this.store = store;
    this.workflows = workflows;
  }

  @Override
  public Duration go() {
    for (BulkOrder order : store.open()) {
      workflows.ensureRunning(order.id(), order.progress().leads() + " leads: " + order.content().words());
    }
    return SWEEP;
  }

  /** For as long as the process runs. */
  @Configuration(proxyBeanMethods = false)
  static class Starting {
    @Bean
    RepeatingTasks bulkOrderTask(BulkOrderStore store, BulkOrderWorkflows workflows) {
      return new RepeatingTasks("bulk-order-starter", true, new BulkOrderStarter(store, workflows));
    }
  }
}
