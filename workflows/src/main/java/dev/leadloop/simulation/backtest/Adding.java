package dev.leadloop.simulation.backtest;

import java.util.ArrayDeque;
import java.util.Deque;

/** Adds up results one by one without copying what is added up already for each: equal numbers of leads are joined. */
public final class Adding {
  private final Deque<ShardResult> waiting = new ArrayDeque<>();

  /** Adds one. */
  public void add(ShardResult result) {
    ShardResult sum = result;
    while (!waiting.isEmpty() && waiting.peek().leads() <= sum.leads()) {
      sum = waiting.pop().plus(sum);
    }
    waiting.push(sum);
  }

  /** All together. */
  public ShardResult sum() {
    ShardResult sum = ShardResult.NONE;
    for (ShardResult one : waiting) {
      sum = sum.plus(one);
    }
    return sum;
  }
}
