package dev.leadloop.webhook;

import dev.leadloop.inbox.InboxBell;
import dev.leadloop.provider.BrakeNotices;
import dev.leadloop.provider.ProviderNews;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells events of providers on a thread of its own: woken by calls of this process, and by a sweep for those of others. */
final class ProviderLoop implements ProviderBell, SmartLifecycle {
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(ProviderLoop.class);

  private final ProviderNews news;
  private final BrakeNotices notices;
  private final InboxBell bell;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  ProviderLoop(ProviderNews news, BrakeNotices notices, InboxBell bell) {
    this.news = news;
    this.notices = notices;
    this.bell = bell;
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
    thread = Thread.ofPlatform().name("provider-events").daemon(true).start(this::run);
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
    try {
      if (ending != null && !ending.join(PATIENCE)) {
        ending.interrupt();
      }
    } catch (InterruptedException e) {
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
        Duration pause = round() ? SWEEP : AFTER_A_FAULT;
        woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        woken.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("The telling of provider events was interrupted");
    }
  }

  private boolean round() {
    try {
      while (running && news.tell() > 0) {
        bell.wake();
      }
      notices.tell();
      return true;
    } catch (RuntimeException fault) {
      LOG.warn("Events of the mail provider wait: {}", fault.getMessage());
      return false;
    }
  }
}
