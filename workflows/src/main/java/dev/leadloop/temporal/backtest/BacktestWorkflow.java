package dev.leadloop.temporal.backtest;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tries a policy on recorded lives. Its workflow id is {@code backtest/<id>}. */
@WorkflowInterface
public interface BacktestWorkflow {
  /** Runs until every shard is done and added up, or it is stopped; returns how far it came. */
  @WorkflowMethod(name = "Backtest")
  BacktestProgress run();

  /** Begins no further shard. */
  @SignalMethod
  void stop();

  /** How far it is. */
  @QueryMethod
  BacktestProgress progress();

  /** The id of the workflow of that backtest. */
  static String workflowId(String backtestId) {
    return "backtest/" + backtestId;
  }
}
