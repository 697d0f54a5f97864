package dev.leadloop.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something again and again for as long as the process works; a failure costs a pause, never the thread. */
public final class Rounds implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  /** One round. */
  @FunctionalInterface
  public interface Round {
    /** Goes it; returns how long to wait until the next. */
    Duration go() throws InterruptedException;
  }

  private final String name;
  private final boolean enabled;
  private final Round round;
  private @Nullable Thread thread;

  /**
   * Rounds that have not begun.
   *
   * @param name as a log line names it, such as "reconciler"
   * @param enabled false where this process does not work
   */
  public Rounds(String name, boolean enabled, Round round) {
    this.name = name;
    this.enabled = enabled;
    this.round = round;
  }

  @Override
  public synchronized void start() {
    if (enabled) {
      thread = Thread.ofVirtual().name(name).start(this::run);
    }
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
      LOG.debug("The rounds of the {} were interrupted", name);
    }
  }

  private Duration once() throws InterruptedException {
    try {
      return round.go();
    } catch (RuntimeException e) {
      LOG.info("The {} cannot go its round just now: {}", name, e.toString());
      return AFTER_FAILURE;
    }
  }
}
