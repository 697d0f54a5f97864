package dev.leadloop.worker.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says for every activity with a heartbeat time-out that its worker lives, for as long as it runs: one that died with a mail
 * or a notice in hand is noticed after that time, and not only when the slowest mail server would have given up.
 */
final class Heartbeats extends WorkerInterceptorBase {
  private static final int BEATS_IN_A_TIME_OUT = 3;

  private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().name("heartbeats").daemon().factory());

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Beating(next);
  }

  private static final class Beating extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Beating(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext given) {
      context = given;
      super.init(given);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityExecutionContext running = Objects.requireNonNull(context);
      Duration timeOut = running.getInfo().getHeartbeatTimeout();
      if (running.getInfo().isLocal() || timeOut.isZero()) {
        return super.execute(input);
      }
      long pause = timeOut.toMillis() / BEATS_IN_A_TIME_OUT;
      ScheduledFuture<?> beats =
          TIMER.scheduleAtFixedRate(() -> running.heartbeat(null), pause, pause, TimeUnit.MILLISECONDS);
      try {
        return super.execute(input);
      } finally {
        beats.cancel(false);
      }
    }
  }
}
