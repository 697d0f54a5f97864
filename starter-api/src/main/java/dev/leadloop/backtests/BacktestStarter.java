package dev.leadloop.backtests;

import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtest.BacktestStore;
import dev.leadloop.temporal.backtest.BacktestWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sees to it that every backtest that is not over has its workflow: at once when one was begun, and by a sweep for those begun
 * while Temporal was down or whose run was lost.
 */
final class BacktestStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final BacktestStore store;
  private final BacktestWorkflows workflows;

  BacktestStarter(BacktestStore store, BacktestWorkflows workflows) {
    this.store = store;
    this.workflows = workflows;
  }

  @Override
  public Duration go() {
    for (Backtest backtest : store.running()) {
      workflows.ensureRunning(backtest.id(), backtest.order().words());
    }
    return SWEEP;
  }

  /** For as long as the process runs. */
  @Configuration(proxyBeanMethods = false)
  static class Starting {
    @Bean
    RepeatingTasks backtestTask(BacktestStore store, BacktestWorkflows workflows) {
      return new RepeatingTasks("backtest-starter", true, new BacktestStarter(store, workflows));
    }
  }
}
