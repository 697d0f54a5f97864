package dev.leadloop.temporal.batch;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A workflow that has the record take the next batch again and again, and that people pause, resume and stop by signals. What
 * is wanted of it is kept here only until the record has it.
 */
public abstract class SteeredBatches {
  /** A paused one looks at the record by itself as well. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(6);
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private @Nullable String wanted;
  private boolean look;

  /** Has the record paused. */
  public final void pause() {
    wanted = "PAUSED";
  }

  /** Has the record go on. */
  public final void resume() {
    wanted = "RUNNING";
  }

  /** Has the record stopped for good. */
  public final void stop() {
    wanted = "STOPPED";
  }

  /** Has the record looked at: something was changed there. */
  public final void look() {
    look = true;
  }

  /** Rests until somebody wants something or the record is to be looked at, or for so long. */
  protected final void restUntilCalled(Duration longest) {
    Workflow.await(longest, () -> wanted != null || look);
  }

  /** Rests until somebody wants something, or for so long. */
  protected final void restUntilSteered(Duration longest) {
    Workflow.await(longest, () -> wanted != null);
  }

  /** Rests while it is paused. */
  protected final void restPaused() {
    restUntilCalled(LOOK_AGAIN);
  }

  /** Whether a new run is to take over now; what is wanted is recorded before. */
  protected final boolean handsOver() {
    return Workflow.getInfo().isContinueAsNewSuggested() && wanted == null;
  }

  /** The state that is wanted, as PAUSED, RUNNING or STOPPED, and which the caller records; null where nothing is. */
  protected final @Nullable String takeWanted() {
    look = false;
    String change = wanted;
    wanted = null;
    return change;
  }

  /**
   * The activities of one batch.
   *
   * @param summary what people read in Temporal's pages
   * @param forGood the type of failure that is not tried again
   */
  protected static <A> A activities(Class<A> port, String summary, String forGood) {
    ActivityOptions options = ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofMinutes(2))
        .setHeartbeatTimeout(SILENCE)
        .setSummary(summary)
        .setRetryOptions(RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(500))
            .setMaximumInterval(Duration.ofSeconds(15))
            .setDoNotRetry(forGood)
            .build())
        .build();
    return Workflow.newActivityStub(port, options);
  }
}
