package dev.leadloop.proof;

import java.time.Duration;
import java.util.function.Supplier;

/** Waiting for things that other processes do. */
final class Waiting {
  private Waiting() {}

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What is found, asked again for as long as asking fails; fails as asking did when the time is over. */
  static <T> T patiently(Duration patience, Supplier<T> asking) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return asking.get();
      } catch (RuntimeException failed) {
        if (System.nanoTime() > deadline) {
          throw failed;
        }
        pause(Duration.ofMillis(200));
      }
    }
  }

  /** Looks again and again until nothing is missing; fails with what still is when the time is over. */
  static void until(Duration patience, Supplier<String> missing) {
    long deadline = System.nanoTime() + patience.toNanos();
    String found = missing.get();
    while (!found.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("After " + patience.toSeconds() + " s still: " + found);
      }
      pause(Duration.ofMillis(200));
      found = missing.get();
    }
  }
}
