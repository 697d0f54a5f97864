package dev.leadloop.imports;

import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.temporal.imports.ImportWorkflows;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;

/**
 * Sees to it that every import that is not over has its workflow: at once when one was staged, and by a sweep for those
 * staged while Temporal was down or whose run was lost. A run that a person terminated is not started again.
 */
final class ImportStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int UNMOVED_SECONDS = 20;
  private static final int SWEEPS_AN_HOUR = 720;
  private static final int DAYS_CELLS_ARE_KEPT = 30;
  private static final int HOURS_DRAFTS_ARE_KEPT = 48;

  private final ImportStore store;
  private final ImportWorkflows workflows;
  private int sweeps;

  ImportStarter(ImportStore store, ImportWorkflows workflows) {
    this.store = store;
    this.workflows = workflows;
  }

  @Override
  public Duration go() {
    store.unmoved(UNMOVED_SECONDS).forEach(this::ensureRunning);
    if (sweeps++ % SWEEPS_AN_HOUR == 0) {
      store.forgetFailedCells(DAYS_CELLS_ARE_KEPT);
      store.forgetDrafts(HOURS_DRAFTS_ARE_KEPT);
    }
    return SWEEP;
  }

  private void ensureRunning(ImportJob job) {
    switch (workflows.run(job.importId())) {
      case GOES_ON -> { }
      case STOPPED -> store.stop(job.importId());
      case NONE -> workflows.start(job.importId(), job.counts().total());
    }
  }
}
