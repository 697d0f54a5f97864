package dev.leadloop.temporal.erasure;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/**
 * The tombstone first, then every part until it confirms, more and more rarely. What was erased lies in the record, so that a
 * lost run loses nothing.
 */
public final class ErasureWorkflowImpl implements ErasureWorkflow {
  private static final String PREFIX = "erasure/";
  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(10);
  /** A part that goes through a folder or a large table takes its time. */
  private static final Duration ALL_PARTS = Duration.ofMinutes(10);
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private ErasureProgress progress = ErasureProgress.UNKNOWN;
  private boolean called;

  @Override
  public ErasureProgress run() {
    String id = erasureId();
    Duration rest = FIRST_REST;
    progress = next(id);
    while (!progress.finished()) {
      show();
      Workflow.await(rest, () -> called);
      rest = called ? FIRST_REST : longer(rest);
      called = false;
      if (Workflow.getInfo().isContinueAsNewSuggested()) {
        Workflow.newContinueAsNewStub(ErasureWorkflow.class).run();
      }
      boolean waited = progress.waits();
      progress = next(id);
      rest = waited && !progress.waits() ? FIRST_REST : rest;
    }
    show();
    return progress;
  }

  private ErasureProgress next(String id) {
    ErasureProgress entombed = progress.waits() ? activities("tombstone").entomb(id) : progress;
    return entombed.waits() || entombed.finished() ? entombed : activities("parts").eraseParts(id);
  }

  private static Duration longer(Duration rest) {
    Duration longer = rest.multipliedBy(2);
    return longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
  }

  @Override
  public void tryNow() {
    called = true;
  }

  @Override
  public ErasureProgress progress() {
    return progress;
  }

  private static String erasureId() {
    String workflowId = Workflow.getInfo().getWorkflowId();
    if (!workflowId.startsWith(PREFIX) || workflowId.length() == PREFIX.length()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "An Erasure workflow is started by the page of a lead or by POST /api/v1/erasures alone, which record whom it is to"
              + " forget.",
          ErasureActivities.UNKNOWN_ERASURE);
    }
    return workflowId.substring(PREFIX.length());
  }

  private static ErasureActivities activities(String summary) {
    return Workflow.newActivityStub(
        ErasureActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(ALL_PARTS)
            .setHeartbeatTimeout(SILENCE)
            .setSummary(summary)
            .setRetryOptions(RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(500))
                .setMaximumInterval(Duration.ofSeconds(15))
                .setDoNotRetry(ErasureActivities.UNKNOWN_ERASURE)
                .build())
            .build());
  }

  private void show() {
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: %d of %d parts have confirmed%s

        Signal: tryNow. Query: progress.
        """,
        progress.state(), progress.parts() - progress.open().size(), progress.parts(),
        progress.open().isEmpty() ? "" : "; not yet " + String.join(", ", progress.open())));
  }
}
