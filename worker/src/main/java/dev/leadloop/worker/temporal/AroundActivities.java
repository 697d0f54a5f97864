package dev.leadloop.worker.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands around every activity of a worker, and knows which one it is. */
abstract class AroundActivities extends WorkerInterceptorBase {
  @Override
  public final ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Around(next);
  }

  /** Has the activity run and returns what it returned. */
  ActivityOutput run(ActivityExecutionContext context, Supplier<ActivityOutput> activity) {
    return activity.get();
  }

  /** The same for who asks what it was called with. */
  ActivityOutput run(ActivityExecutionContext context, Object[] arguments, Supplier<ActivityOutput> activity) {
    return run(context, activity);
  }

  private final class Around extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Around(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext given) {
      context = given;
      super.init(given);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      return run(Objects.requireNonNull(context), input.getArguments(), () -> super.execute(input));
    }
  }
}
