package dev.leadloop.backtests;

import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtest.BacktestStore;
import dev.leadloop.backtest.Backtests;
import dev.leadloop.temporal.backtest.BacktestWorkflow;
import dev.leadloop.temporal.backtest.BacktestWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sees to it that every backtest that is not over has its workflow: at once when one was begun, and by a sweep for those begun
 * while Temporal was down or whose run was lost. One whose run somebody ended in Temporal is over by the record, too. Results
 * that have been kept long enough go.
 */
final class BacktestStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final BacktestStore store;
  private final Backtests backtests;
  private final BacktestWorkflows workflows;

  BacktestStarter(BacktestStore store, Backtests backtests, BacktestWorkflows workflows) {
    this.store = store;
    this.backtests = backtests;
    this.workflows = workflows;
  }

  @Override
  public Duration go() {
    for (Backtest backtest : store.running()) {
      BacktestWorkflows.Ended ended = workflows.ensureRunning(backtest.id(), backtest.order().words());
      if (ended == BacktestWorkflows.Ended.STOPPED) {
        backtests.stop(backtest.id());
      } else if (ended == BacktestWorkflows.Ended.FAILED) {
        backtests.fail(backtest.id(), "Its workflow failed: " + BacktestWorkflow.workflowId(backtest.id())
            + " in Temporal says why. Begin another backtest.");
      }
    }
    backtests.deleteOld();
    return SWEEP;
  }

  /** For as long as the process runs. */
  @Configuration(proxyBeanMethods = false)
  static class Starting {
    @Bean
    RepeatingTasks backtestTask(BacktestStore store, Backtests backtests, BacktestWorkflows workflows) {
      return new RepeatingTasks("backtest-starter", true, new BacktestStarter(store, backtests, workflows));
    }
  }
}
