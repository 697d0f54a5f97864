package dev.leadloop.worker.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says for every activity with a heartbeat time-out that its worker lives, for as long as it runs: one that died with a mail
 * or a notice in hand is noticed after that time, and not only when the slowest mail server would have given up.
 */
final class Heartbeats extends AroundActivities {
  private static final int BEATS_IN_A_TIME_OUT = 3;

  private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().name("heartbeats").daemon().factory());

  @Override
  ActivityOutput run(ActivityExecutionContext context, Supplier<ActivityOutput> activity) {
    Duration timeOut = context.getInfo().getHeartbeatTimeout();
    if (context.getInfo().isLocal() || timeOut.isZero()) {
      return activity.get();
    }
    long pause = timeOut.toMillis() / BEATS_IN_A_TIME_OUT;
    ScheduledFuture<?> beats =
        TIMER.scheduleAtFixedRate(() -> context.heartbeat(null), pause, pause, TimeUnit.MILLISECONDS);
    try {
      return activity.get();
    } finally {
      beats.cancel(false);
    }
  }
}
