package dev.leadloop.inbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reconciles when the process starts and every few minutes; sooner again where a server was away. */
final class ReconcilerLoop implements SmartLifecycle {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(ReconcilerLoop.class);

  private final Reconciler reconciler;
  private final Duration every;
  private @Nullable Thread thread;

  ReconcilerLoop(Reconciler reconciler, Duration every) {
    this.reconciler = reconciler;
    this.every = every;
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("reconciler").start(this::run);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(once());
      }
    } catch (InterruptedException e) {
      LOG.debug("The reconciler was interrupted");
    }
  }

  private Duration once() throws InterruptedException {
    try {
      int started = reconciler.reconcile();
      if (started > 0) {
        LOG.info("Started the workflows of {} leads that had none running", started);
      }
      return every;
    } catch (RuntimeException e) {
      LOG.info("Leads cannot be reconciled with Temporal yet: {}", e.toString());
      return AFTER_FAILURE;
    }
  }
}
