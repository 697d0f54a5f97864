package dev.leadloop.temporal.rollout;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Has the record order the next leads again and again; what was wanted and how far it is lies there, so that a lost run loses
 * nothing.
 */
public final class PolicyRolloutWorkflowImpl implements PolicyRolloutWorkflow {
  private static final Pattern ID = Pattern.compile("rollout/([1-9][0-9]{0,8})");
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);
  /** A paused rollout looks at the record by itself as well. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(6);

  private RolloutProgress progress = RolloutProgress.unknown(0);
  private @Nullable String wanted;
  private boolean look;

  @Override
  public RolloutProgress run(@Nullable RolloutOrder order) {
    int version = version();
    RolloutOrder given = order == null ? RolloutOrder.USUAL : order;
    progress = activities("open").openRollout(version, given, Workflow.getInfo().getOriginalExecutionRunId());
    while (!progress.finished()) {
      show();
      rest();
      if (Workflow.getInfo().isContinueAsNewSuggested() && wanted == null) {
        Workflow.newContinueAsNewStub(PolicyRolloutWorkflow.class).run(RolloutOrder.RECORDED);
      }
      progress = next(version);
    }
    show();
    return progress;
  }

  /** One order of a person's, or one batch; what was changed in the record is noticed by the batch. */
  private RolloutProgress next(int version) {
    look = false;
    String change = wanted;
    if (change != null) {
      wanted = null;
      return activities(change.toLowerCase(Locale.ROOT)).changeRollout(version, change);
    }
    return activities(String.format(Locale.ROOT, "next leads, %,d moved", progress.moved())).orderNext(version);
  }

  private void rest() {
    Workflow.await(progress.paused() ? LOOK_AGAIN : Duration.ofMillis(progress.restMillis()), () -> wanted != null || look);
  }

  @Override
  public void pause() {
    wanted = "PAUSED";
  }

  @Override
  public void resume() {
    wanted = "RUNNING";
  }

  @Override
  public void stop() {
    wanted = "STOPPED";
  }

  @Override
  public void look() {
    look = true;
  }

  @Override
  public RolloutProgress progress() {
    return progress;
  }

  private static int version() {
    Matcher id = ID.matcher(Workflow.getInfo().getWorkflowId());
    if (!id.matches()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A PolicyRollout workflow's id is 'rollout/<version>', such as rollout/3; start it again with such an id.",
          RolloutActivities.BAD_ROLLOUT);
    }
    return Integer.parseInt(id.group(1));
  }

  private static RolloutActivities activities(String summary) {
    ActivityOptions options = ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofMinutes(2))
        .setHeartbeatTimeout(SILENCE)
        .setSummary(summary)
        .setRetryOptions(RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(500))
            .setMaximumInterval(Duration.ofSeconds(15))
            .setDoNotRetry(RolloutActivities.BAD_ROLLOUT)
            .build())
        .build();
    return Workflow.newActivityStub(RolloutActivities.class, options);
  }

  private void show() {
    StringBuilder failed = new StringBuilder();
    progress.failed().forEach(one ->
        failed.append("\n- lead ").append(one.leadId()).append(": ").append(one.why()));
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: policy version %d, %,d leads moved, %,d wait, %,d live by another version; at most %,d a minute%s

        Failed: %,d%s

        Signals: pause, resume, stop. Query: progress.
        """, progress.state(), progress.version(), progress.moved(), progress.waiting(), progress.left(),
        progress.perMinute(), progress.stateBy() == null ? "" : "; " + progress.state() + " by " + progress.stateBy(),
        progress.ordered() - progress.moved() - progress.waiting(), failed));
  }
}
