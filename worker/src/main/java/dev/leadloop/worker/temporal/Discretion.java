package dev.leadloop.worker.temporal;

import dev.leadloop.text.Discreet;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an unforeseen exception says out of histories: a database quotes the very values it could not take. What kind
 * it was goes there, and where it was into the log of this process. Failures made for people to read pass.
 */
final class Discretion extends AroundActivities {
  private static final Logger log = LoggerFactory.getLogger(Discretion.class);

  @Override
  ActivityOutput run(ActivityExecutionContext context, Supplier<ActivityOutput> activity) {
    try {
      return activity.get();
    } catch (TemporalFailure | ActivityCompletionException meant) {
      throw meant;
    } catch (RuntimeException unforeseen) {
      throw told(context.getInfo(), unforeseen);
    }
  }

  private static ApplicationFailure told(ActivityInfo info, RuntimeException unforeseen) {
    log.info("Activity {} of {} failed at try {}: {}", info.getActivityType(), info.getWorkflowId(), info.getAttempt(),
        Discreet.words(unforeseen));
    String kind = unforeseen.getClass().getSimpleName();
    ApplicationFailure failure =
        ApplicationFailure.newFailure(kind + "; the log of the worker says more", unforeseen.getClass().getName());
    failure.setStackTrace(unforeseen.getStackTrace());
    return failure;
  }
}
