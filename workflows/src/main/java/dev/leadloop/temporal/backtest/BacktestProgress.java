package dev.leadloop.temporal.backtest;

import java.util.List;

/**
 * How far a backtest is.
 *
 * @param state RUNNING, DONE, STOPPED or FAILED
 * @param what is tried, in a few words without anything of a lead's person
 * @param shards how many there are
 * @param left those that are not done
 * @param leads how many are to be looked at
 * @param leadsDone how many have been
 */
public record BacktestProgress(String state, String what, int shards, List<Integer> left, long leads, long leadsDone) {
  /** Before anything is known. */
  static final BacktestProgress UNKNOWN = new BacktestProgress("RUNNING", "", 0, List.of(), 0, 0);

  public BacktestProgress {
    left = List.copyOf(left);
  }

  /** Whether nothing more will happen. */
  public boolean finished() {
    return !state.equals("RUNNING");
  }
}
