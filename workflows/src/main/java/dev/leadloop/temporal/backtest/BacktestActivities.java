package dev.leadloop.temporal.backtest;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which a backtest reads recorded lives and keeps what came of them. */
@ActivityInterface
public interface BacktestActivities {
  /** Failure type of a backtest that is not on record. */
  String UNKNOWN_BACKTEST = "UnknownBacktest";

  /** How far it is by the record; fails for good with type {@value #UNKNOWN_BACKTEST} where there is none of that id. */
  @ActivityMethod
  BacktestProgress backtestProgress(String backtestId);

  /**
   * Tries the policy on the leads of one shard, unless that is done or the backtest is over; returns how many leads it has. Where
   * trying again would not mend it, the record says that the backtest failed.
   */
  @ActivityMethod
  long tryShard(String backtestId, int shard);

  /** Has the record say that it was stopped, unless it is over. */
  @ActivityMethod
  BacktestProgress stopBacktest(String backtestId);

  /** Adds all shards up; each is done. One that is over, as where a shard could not be read, stays as it is. */
  @ActivityMethod
  BacktestProgress addUpShards(String backtestId);
}
