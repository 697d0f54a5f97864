package dev.leadloop.dryrun;

import dev.leadloop.dryrun.SimulationStore.Claimed;
import dev.leadloop.simulation.Hands;
import dev.leadloop.simulation.dryrun.DryRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run for this process for as long as it plays, by time and not by how far it comes: one life may take long, and so may
 * what is read before the first. Tells how far the run is as it goes, and breaks it off where it was stopped or another has it.
 */
final class Lease implements DryRun.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final SimulationStore store;
  private final Claimed run;
  private final @Nullable Integer total;
  private final Duration length;
  private final InstantSource clock;
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("dry-run-lease").factory());
  private volatile int lives;
  private volatile boolean lost;

  /**
   * Keeps it from now on.
   *
   * @param total lives that there will be; null where nobody knows
   * @param length for how long it is kept each time
   * @param every how often that is done, and told how far it is
   */
  Lease(
      SimulationStore store, Claimed run, @Nullable Integer total, Duration length, Duration every, InstantSource clock) {
    this.store = store;
    this.run = run;
    this.total = total;
    this.length = length;
    this.clock = clock;
    beat.scheduleWithFixedDelay(this::keep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The run is no longer this process's. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super("the run was stopped, or another process plays it", null, false, false);
    }
  }

  /** The same hands, which let go of their work once the run is lost. */
  Hands of(Hands hands) {
    return (count, work) -> {
      hands.each(count, i -> {
        if (!lost) {
          work.accept(i);
        }
      });
      refuseLost();
    };
  }

  @Override
  public void progress(int through) {
    lives = through;
    refuseLost();
  }

  private void refuseLost() {
    if (lost) {
      throw new Lost();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while leads were played");
    }
  }

  private void keep() {
    try {
      lost = lost || !store.progress(run.id(), run.attempt(), lives, total, clock.instant().plus(length));
    } catch (RuntimeException away) {
      // Whoever takes it over meanwhile has another attempt, and what comes of this one is not kept.
      LOG.debug("Dry run {} cannot be kept just now: {}", run.id(), away.toString());
    }
  }

  @Override
  public void close() {
    beat.shutdownNow();
  }
}
