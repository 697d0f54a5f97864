package dev.leadloop.worker;

import dev.leadloop.backtest.Backtests;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.backtest.BacktestWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Backtests on a queue of their own: a worker takes as many shards at once as it has processors, and leads go on beside. */
@Configuration(proxyBeanMethods = false)
class BacktestWorkConfiguration {
  private static final int MOST_AT_ONCE = 4;

  @Bean
  TaskQueueWork backtestWork(Backtests backtests) {
    int atOnce = Math.min(MOST_AT_ONCE, Math.max(1, Runtime.getRuntime().availableProcessors()));
    return new TaskQueueWork(
        TaskQueues.BACKTESTS, List.of(BacktestWorkflowImpl.class), List.of(backtests), TaskQueueWork.Limits.atOnce(atOnce));
  }
}
