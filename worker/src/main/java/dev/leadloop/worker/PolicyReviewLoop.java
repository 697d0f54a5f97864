package dev.leadloop.worker;

import dev.leadloop.record.PolicyReviews;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Asks every few minutes whether the day's look at the policy is due; however many processes ask, one makes it. */
final class PolicyReviewLoop implements SmartLifecycle {
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(PolicyReviewLoop.class);

  private final PolicyReviews reviews;
  private @Nullable Thread thread;

  PolicyReviewLoop(PolicyReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("policy-reviews").start(this::run);
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
        Thread.sleep(EVERY);
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("The looks at the policy were interrupted");
    }
  }

  private void look() {
    try {
      reviews.look();
    } catch (RuntimeException e) {
      LOG.info("Whether the policy needs a review cannot be told now: {}", e.toString());
    }
  }
}
