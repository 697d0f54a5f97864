package dev.leadloop.inbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the relay on a thread of its own: woken by commits of this process, and by a sweep for those of others. */
final class RelayLoop implements InboxBell, SmartLifecycle {
  private static final Duration PATIENCE_WITH_CALLS = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);

  private final Relay relay;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  RelayLoop(Relay relay) {
    this.relay = relay;
  }

  @Override
  public void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    thread = Thread.ofPlatform().name("inbox-relay").daemon(true).start(this::run);
  }

  /** Lets calls under way end, so that no row is left claimed. */
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
      if (!ending.join(PATIENCE_WITH_CALLS)) {
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
        pause(relay.round());
      }
    } catch (InterruptedException e) {
      LOG.debug("The relay was interrupted");
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    long left = pause.toNanos();
    while (running && left > 0) {
      boolean rung = woken.tryAcquire(left, TimeUnit.NANOSECONDS);
      woken.drainPermits();
      if (rung && !relay.backsOff()) {
        return;
      }
      left = end - System.nanoTime();
    }
  }
}
