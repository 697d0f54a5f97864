package dev.leadloop.watching;

import java.util.List;

/**
 * Numbers of one part of the product. A bean of this type is all it takes for them to be served: they are looked up again and
 * again in the background, in a transaction that only reads and is broken off after seconds, and never while somebody asks.
 */
public interface WatchedNumbers {
  /** What it finds. */
  List<WatchedGauge> gauges();

  /** Looks once and tells every value; fails like the database where that is away. */
  void look(Readings readings);
}
