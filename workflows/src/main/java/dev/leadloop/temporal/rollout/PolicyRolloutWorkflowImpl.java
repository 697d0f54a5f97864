package dev.leadloop.temporal.rollout;

import dev.leadloop.temporal.batch.SteeredBatches;
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
public final class PolicyRolloutWorkflowImpl extends SteeredBatches implements PolicyRolloutWorkflow {
  private static final Pattern ID = Pattern.compile("rollout/([1-9][0-9]{0,8})");

  private RolloutProgress progress = RolloutProgress.unknown(0);

  @Override
  public RolloutProgress run(@Nullable RolloutOrder order) {
    int version = version();
    RolloutOrder given = order == null ? RolloutOrder.USUAL : order;
    progress = activities("open").openRollout(version, given, Workflow.getInfo().getOriginalExecutionRunId());
    while (!progress.finished()) {
      show();
      rest();
      if (handsOver()) {
        Workflow.newContinueAsNewStub(PolicyRolloutWorkflow.class).run(RolloutOrder.RECORDED);
      }
      progress = next(version);
    }
    show();
    return progress;
  }

  /** One order of a person's, or one batch; what was changed in the record is noticed by the batch. */
  private RolloutProgress next(int version) {
    String change = takeWanted();
    if (change != null) {
      return activities(change.toLowerCase(Locale.ROOT)).changeRollout(version, change);
    }
    return activities(String.format(Locale.ROOT, "next leads, %,d moved", progress.moved())).orderNext(version);
  }

  private void rest() {
    if (progress.paused()) {
      restPaused();
    } else {
      restUntilCalled(Duration.ofMillis(progress.restMillis()));
    }
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
    return activities(RolloutActivities.class, summary, RolloutActivities.BAD_ROLLOUT);
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
