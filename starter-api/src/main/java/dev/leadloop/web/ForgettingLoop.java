package dev.leadloop.web;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets every hour what unknown visitors did too long ago. */
final class ForgettingLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForgettingLoop.class);

  private final Visits visits;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("forget-visits").unstarted(work));

  ForgettingLoop(Visits visits) {
    this.visits = visits;
    thread.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
  }

  private void forget() {
    try {
      visits.forget();
    } catch (RuntimeException away) {
      LOG.warn("Old visits were not forgotten this time; tried again in an hour: {}", away.getMessage());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
