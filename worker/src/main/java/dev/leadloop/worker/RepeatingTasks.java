package dev.leadloop.worker;

import dev.leadloop.text.Discreet;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again for as long as the process works, sooner when it is woken; a failure costs a pause, never
 * the thread.
 */
public final class RepeatingTasks implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatingTasks.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  /** One task. */
  @FunctionalInterface
  public interface RepeatingTask {
    /** Does it once; returns how long to wait until the next. */
    Duration go() throws InterruptedException;

    /** Whether waking is heeded after the last time; not where it found that a next one would fail as well. */
    default boolean canBeWoken() {
      return true;
    }

    /** Finishes what is under way after the last time, before the process ends. */
    default void end() throws InterruptedException {}
  }

  private final String name;
  private final boolean enabled;
  private final Duration patience;
  private final RepeatingTask task;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean running;
  private boolean failing;
  private @Nullable Thread thread;

  /**
   * A task that has not begun, and that may be broken off in the middle.
   *
   * @param name as a log line names it, such as "reconciler"
   * @param enabled false where this process does not work
   */
  public RepeatingTasks(String name, boolean enabled, RepeatingTask task) {
    this(name, enabled, Duration.ZERO, task);
  }

  /**
   * A task that has not begun.
   *
   * @param patience how long the last time may take to its end when the process stops
   */
  public RepeatingTasks(String name, boolean enabled, Duration patience, RepeatingTask task) {
    this.name = name;
    this.enabled = enabled;
    this.patience = patience;
    this.task = task;
  }

  /** Has the next time begin at once, or right after the one under way; returns at once. */
  public void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  @Override
  public synchronized void start() {
    if (enabled) {
      running = true;
      thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }
  }

  @Override
  public void stop() {
    running = false;
    wake();
    Thread ending;
    synchronized (this) {
      ending = thread;
      thread = null;
    }
    if (ending == null) {
      return;
    }
    try {
      if (patience.isZero() || !ending.join(patience)) {
        ending.interrupt();
      }
    } catch (InterruptedException e) {
      ending.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    try {
      while (running) {
        pause(once());
      }
      task.end();
    } catch (InterruptedException e) {
      LOG.debug("The {} was interrupted", name);
    } catch (RuntimeException e) {
      LOG.info("The {} could not finish what was under way: {}", name, Discreet.words(e));
    }
  }

  private Duration once() throws InterruptedException {
    try {
      Duration pause = task.go();
      failing = false;
      return pause;
    } catch (RuntimeException e) {
      // Once for an outage, however long it is.
      LOG.atLevel(failing ? Level.DEBUG : Level.INFO).log("The {} cannot do its work just now: {}", name, Discreet.words(e));
      failing = true;
      return AFTER_FAILURE;
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    long left = pause.toNanos();
    while (running && left > 0) {
      boolean wanted = woken.tryAcquire(left, TimeUnit.NANOSECONDS);
      woken.drainPermits();
      if (wanted && task.canBeWoken()) {
        return;
      }
      left = end - System.nanoTime();
    }
  }
}
