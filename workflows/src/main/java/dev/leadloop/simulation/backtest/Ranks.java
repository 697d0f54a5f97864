package dev.leadloop.simulation.backtest;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many leads came how far, those that were good apart from the others: the sketch that curves are drawn from. */
public record Ranks(SortedMap<Integer, Count> byRank) {
  /** Leads of one rank. */
  public record Count(long good, long other) {
    Count plus(Count more) {
      return new Count(good + more.good, other + more.other);
    }
  }

  /** Of no lead. */
  public static final Ranks NONE = new Ranks(new TreeMap<>());

  public Ranks {
    byRank = Collections.unmodifiableSortedMap(new TreeMap<>(byRank));
  }

  static Ranks of(int rank, boolean good) {
    TreeMap<Integer, Count> one = new TreeMap<>();
    one.put(rank, new Count(good ? 1 : 0, good ? 0 : 1));
    return new Ranks(one);
  }

  Ranks plus(Ranks other) {
    if (other.byRank.isEmpty()) {
      return this;
    }
    TreeMap<Integer, Count> both = new TreeMap<>(byRank);
    other.byRank.forEach((rank, count) -> both.merge(rank, count, Count::plus));
    return new Ranks(both);
  }

  /** Good leads of all ranks. */
  public long good() {
    return byRank.values().stream().mapToLong(Count::good).sum();
  }

  /** The others. */
  public long other() {
    return byRank.values().stream().mapToLong(Count::other).sum();
  }
}
