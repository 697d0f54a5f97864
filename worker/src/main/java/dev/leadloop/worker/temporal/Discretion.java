package dev.leadloop.worker.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an unforeseen exception says out of histories: a database quotes the very values it could not take. What kind
 * it was goes there, the rest into the log of this process. Failures made for people to read pass.
 */
final class Discretion extends WorkerInterceptorBase {
  private static final Logger log = LoggerFactory.getLogger(Discretion.class);

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Discreet(next);
  }

  private static final class Discreet extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Discreet(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext given) {
      context = given;
      super.init(given);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      try {
        return super.execute(input);
      } catch (TemporalFailure | ActivityCompletionException meant) {
        throw meant;
      } catch (RuntimeException unforeseen) {
        throw told(unforeseen);
      }
    }

    private ApplicationFailure told(RuntimeException unforeseen) {
      var info = Objects.requireNonNull(context).getInfo();
      log.info("Activity {} of {} failed at try {}: {}", info.getActivityType(), info.getWorkflowId(), info.getAttempt(),
          unforeseen.toString());
      String kind = unforeseen.getClass().getSimpleName();
      ApplicationFailure failure =
          ApplicationFailure.newFailure(kind + "; the log of the worker says more", unforeseen.getClass().getName());
      failure.setStackTrace(unforeseen.getStackTrace());
      return failure;
    }
  }
}
