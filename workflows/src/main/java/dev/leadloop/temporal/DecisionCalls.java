package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Verdict;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the record: first as a local activity, which is quick and leaves one event; when the record does not answer
 * within seconds, as a normal activity that is retried for as long as it takes without adding events.
 */
final class DecisionCalls {

  private static final Duration MAX_PAUSE = Duration.ofSeconds(15);

  private final DecisionActivities quick = quick("reads a verdict");

  private final DecisionActivities patient = Workflow.newActivityStub(
      DecisionActivities.class, ActivityOptions.newBuilder()
          .setTaskQueue(TaskQueues.LEADS)
          .setSummary("waits until the record can be written")
          .setStartToCloseTimeout(Duration.ofSeconds(30))
          .setRetryOptions(RetryOptions.newBuilder()
              .setInitialInterval(Duration.ofSeconds(1))
              .setMaximumInterval(MAX_PAUSE)
              .setDoNotRetry(DecisionActivities.UNKNOWN_LEAD)
              .build())
          .build());

  /** The reply to a request; the summary says in the history what it was for. */
  DecisionReply decide(DecisionRequest request, String summary) {
    return ask(quick(summary), record -> record.decideAndRecord(request));
  }

  @Nullable Verdict recordedVerdict(LeadId lead, String eventId) {
    return ask(quick, record -> record.recordedVerdict(lead.value(), eventId));
  }

  private <T extends @Nullable Object> T ask(DecisionActivities first, Function<DecisionActivities, T> question) {
    try {
      return question.apply(first);
    } catch (ActivityFailure e) {
      if (e.getCause() instanceof CanceledFailure) {
        throw e;
      }
      failIfUnknown(e);
    }
    try {
      return question.apply(patient);
    } catch (ActivityFailure e) {
      failIfUnknown(e);
      throw e;
    }
  }

  // Without a limit to the whole, a local activity is not tried again at all; it must stay inside the task's time-out.
  private static DecisionActivities quick(String summary) {
    return Workflow.newLocalActivityStub(
        DecisionActivities.class, LocalActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofSeconds(5))
            .setStartToCloseTimeout(Duration.ofSeconds(4))
            .setDoNotIncludeArgumentsIntoMarker(true)
            .setSummary(Shown.summary(summary))
            .setRetryOptions(RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(100))
                .setMaximumInterval(Duration.ofSeconds(1))
                .setDoNotRetry(DecisionActivities.UNKNOWN_LEAD)
                .build())
            .build());
  }

  private static void failIfUnknown(ActivityFailure e) {
    if (e.getCause() instanceof ApplicationFailure cause && cause.getType().equals(DecisionActivities.UNKNOWN_LEAD)) {
      throw ApplicationFailure.newNonRetryableFailure(cause.getOriginalMessage(), DecisionActivities.UNKNOWN_LEAD);
    }
  }
}
