package dev.leadloop.worker.temporal;

import dev.leadloop.temporal.DecisionReply;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import java.time.Duration;
import java.util.function.Supplier;

/** Measures how long decisions take, from their being asked for to their being on record. */
public final class DecisionTimes extends AroundActivities {
  private static final String METRIC = "leadloop.decision";
  private static final String HELP = "How long decisions of leads took to be made and recorded, by what came of them.";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
    Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5)
  };

  private final MeterRegistry meters;

  /** Measures into that registry. */
  public DecisionTimes(MeterRegistry meters) {
    this.meters = meters;
    // So that a process that has decided nothing yet says so.
    timer("recorded");
    timer("failed");
  }

  private Timer timer(String outcome) {
    return Timer.builder(METRIC).description(HELP).tag("outcome", outcome).serviceLevelObjectives(BUCKETS).register(meters);
  }

  @Override
  ActivityOutput run(ActivityExecutionContext context, Supplier<ActivityOutput> activity) {
    long began = System.nanoTime();
    try {
      ActivityOutput output = activity.get();
      if (output.getResult() instanceof DecisionReply) {
        timer("recorded").record(Duration.ofNanos(System.nanoTime() - began));
      }
      return output;
    } catch (RuntimeException failed) {
      if (context.getInfo().getActivityType().equals("DecideAndRecord")) {
        timer("failed").record(Duration.ofNanos(System.nanoTime() - began));
      }
      throw failed;
    }
  }
}
