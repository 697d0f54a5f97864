package dev.leadloop.simulation;

import java.util.function.IntConsumer;

/** Who does the work: pure code knows no threads, and what comes of it is the same with one pair of hands or many. */
@FunctionalInterface
public interface Hands {
  /** One after the other. */
  Hands ONE = (count, work) -> {
    for (int i = 0; i < count; i++) {
      work.accept(i);
    }
  };

  /** Does all of the work, the parts numbered from 0 in any order or at once; returns when it is done. */
  void each(int count, IntConsumer work);
}
