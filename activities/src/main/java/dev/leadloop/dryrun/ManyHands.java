package dev.leadloop.dryrun;

import dev.leadloop.simulation.Hands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Threads that play leads, the caller's among them. */
public final class ManyHands implements Hands, AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  /** So many threads, at least one: the caller's own. */
  public ManyHands(int threads) {
    this.threads = Math.max(1, threads);
    this.others = Executors.newFixedThreadPool(
        Math.max(1, this.threads - 1), Thread.ofPlatform().daemon().name("dry-run-", 1).factory());
  }

  @Override
  public void each(int count, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    Runnable part = () -> {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        work.accept(i);
      }
    };
    List<Future<?>> helping = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, count); i++) {
      helping.add(others.submit(part));
    }
    part.run();
    for (Future<?> help : helping) {
      await(help);
    }
  }

  private static void await(Future<?> help) {
    try {
      help.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while leads were played", e);
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
