package dev.leadloop.temporal.imports;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/** Loops over the batches and lets the engine catch up where leads come in faster than their workflows start. */
public final class ImportWorkflowImpl implements ImportWorkflow {
  private static final int MANY_WAITING = 2_000;
  /** A batch takes about a second; a worker that died with one is noticed after this long. */
  private static final Duration A_BATCH = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private ImportProgress progress = ImportProgress.UNKNOWN;

  @Override
  public ImportProgress run(String importId) {
    try {
      return importAll(importId);
    } catch (CanceledFailure stopped) {
      Workflow.newDetachedCancellationScope(() -> activities("stop").stopImport(importId)).run();
      show("Stopped");
      throw stopped;
    }
  }

  @Override
  public ImportProgress progress() {
    return progress;
  }

  private ImportProgress importAll(String importId) {
    while (true) {
      progress = activities("rows from " + number(progress.done() + 1)).importBatch(importId);
      if (progress.finished()) {
        show("Done");
        return progress;
      }
      show("Running");
      CancellationScope.throwCanceled();
      if (Workflow.getInfo().isContinueAsNewSuggested()) {
        Workflow.newContinueAsNewStub(ImportWorkflow.class).run(importId);
      }
      if (progress.waiting() >= MANY_WAITING) {
        pause();
      }
    }
  }

  private static void pause() {
    TimerOptions why = TimerOptions.newBuilder().setSummary("imported leads start their workflows").build();
    Workflow.newTimer(PAUSE, why).get();
  }

  private static ImportActivities activities(String summary) {
    ActivityOptions options = ActivityOptions.newBuilder()
        .setStartToCloseTimeout(A_BATCH)
        .setSummary(summary)
        .setRetryOptions(RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(500))
            .setMaximumInterval(Duration.ofSeconds(15))
            .setDoNotRetry(ImportActivities.UNKNOWN_IMPORT)
            .build())
        .build();
    return Workflow.newActivityStub(ImportActivities.class, options);
  }

  private void show(String state) {
    Workflow.setCurrentDetails("""
        **%s**: %s of %s rows

        | new leads | merged | unchanged | failed |
        |---|---|---|---|
        | %s | %s | %s | %s |
        """.formatted(state, number(progress.done()), number(progress.total()), number(progress.created()),
        number(progress.merged()), number(progress.unchanged()), number(progress.failed())));
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
