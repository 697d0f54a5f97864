package dev.leadloop.temporal.learning;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/**
 * Has the score learned by one activity, and asks the record meanwhile how far it is. A worker that dies in the middle is
 * noticed, and another learns the same again, since it goes by what was known when it was ordered.
 */
public final class LearningWorkflowImpl implements LearningWorkflow {
  private static final String PREFIX = "learning/";
  private static final int MOST_TRIES = 10;
  private static final Duration LONGEST = Duration.ofHours(2);
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  private static final Duration LAST_LOOKS = Duration.ofMinutes(2);

  private LearningProgress progress = LearningProgress.UNKNOWN;

  @Override
  public LearningProgress run() {
    String id = learningId();
    progress = activities("what is to be done").learningProgress(id);
    if (!progress.finished()) {
      Promise<LearningProgress> learning = Async.function(activities("learn")::learn, id);
      Duration pause = FIRST_LOOK;
      while (!Workflow.await(pause, learning::isCompleted)) {
        progress = activities("how far it is").learningProgress(id);
        show();
        pause = pause.multipliedBy(2).compareTo(LAST_LOOKS) > 0 ? LAST_LOOKS : pause.multipliedBy(2);
      }
      progress = outcome(id, learning);
    }
    show();
    return progress;
  }

  private static LearningProgress outcome(String id, Promise<LearningProgress> learning) {
    try {
      return learning.get();
    } catch (ActivityFailure failed) {
      return activities("give up").giveUp(
          id, "It broke off " + MOST_TRIES + " times and is in the log. Order it again once that is mended.");
    }
  }

  @Override
  public LearningProgress progress() {
    return progress;
  }

  private static String learningId() {
    String workflowId = Workflow.getInfo().getWorkflowId();
    if (!workflowId.startsWith(PREFIX) || workflowId.length() == PREFIX.length()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A Learning workflow is started by the page Prediction, by POST /api/v1/predictive-score/learn or by the schedule"
              + " alone, which record that it was ordered.",
          LearningActivities.UNKNOWN_LEARNING);
    }
    return workflowId.substring(PREFIX.length());
  }

  private static LearningActivities activities(String summary) {
    return Workflow.newActivityStub(
        LearningActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(LONGEST)
            .setHeartbeatTimeout(SILENCE)
            .setSummary(summary)
            .setRetryOptions(RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(500))
                .setMaximumInterval(Duration.ofMinutes(1))
                .setMaximumAttempts(summary.equals("learn") ? MOST_TRIES : 0)
                .setDoNotRetry(LearningActivities.UNKNOWN_LEARNING)
                .build())
            .build());
  }

  private void show() {
    String came = progress.version() != null ? "model " + progress.version() : progress.said() == null ? "" : progress.said();
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: %,d of %,d leads looked at. %s

        Query: progress.
        """, progress.state(), progress.looked(), progress.leads(), came));
  }
}
