package dev.leadloop.imports;

import dev.leadloop.temporal.ImportWorkflow;
import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every import that is not over has its workflow: at once when one was staged, and by a sweep for those
 * staged while Temporal was down or whose run was lost. A run that a person terminated is not started again.
 */
@Component
final class ImportStarter implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ImportStarter.class);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int UNMOVED_SECONDS = 20;
  private static final int SWEEPS_AN_HOUR = 720;
  private static final int DAYS_CELLS_ARE_KEPT = 30;

  private final ImportStore store;
  private final WorkflowClient temporal;
  private final Semaphore wake = new Semaphore(0);
  private volatile @Nullable Thread sweeper;

  ImportStarter(ImportStore store, WorkflowClient temporal) {
    this.store = store;
    this.temporal = temporal;
  }

  /** Starts what was staged just now, without waiting for it. */
  void wake() {
    wake.release();
  }

  @Override
  public void start() {
    sweeper = Thread.ofPlatform().name("imports-start").daemon(true).start(this::run);
  }

  @Override
  public void stop() {
    Thread running = sweeper;
    sweeper = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return sweeper != null;
  }

  private void run() {
    int sweeps = 0;
    while (isRunning()) {
      try {
        wake.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        store.unmoved(UNMOVED_SECONDS).forEach(this::ensureRunning);
        if (sweeps++ % SWEEPS_AN_HOUR == 0) {
          store.forgetFailedCells(DAYS_CELLS_ARE_KEPT);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("Imports could not be looked after, trying again", e);
      }
    }
  }

  private void ensureRunning(ImportJob job) {
    String workflowId = ImportWorkflow.workflowId(job.importId());
    switch (status(workflowId)) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED,
          WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW -> { }
      case WORKFLOW_EXECUTION_STATUS_TERMINATED, WORKFLOW_EXECUTION_STATUS_CANCELED -> store.stop(job.importId());
      case WORKFLOW_EXECUTION_STATUS_UNSPECIFIED, WORKFLOW_EXECUTION_STATUS_COMPLETED,
          WORKFLOW_EXECUTION_STATUS_FAILED, WORKFLOW_EXECUTION_STATUS_TIMED_OUT, UNRECOGNIZED -> start(workflowId, job);
    }
  }

  private WorkflowExecutionStatus status(String workflowId) {
    try {
      return temporal.newUntypedWorkflowStub(workflowId).describe().getStatus();
    } catch (WorkflowNotFoundException none) {
      return WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_UNSPECIFIED;
    }
  }

  private void start(String workflowId, ImportJob job) {
    ImportWorkflow workflow = temporal.newWorkflowStub(
        ImportWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.IMPORTS)
            .setWorkflowId(workflowId)
            .setStaticSummary(String.format(Locale.ROOT, "Import of %,d rows", job.counts().total()))
            .build());
    try {
      WorkflowClient.start(workflow::run, job.importId());
    } catch (WorkflowExecutionAlreadyStarted other) {
      LOG.debug("{} was started by another process", workflowId);
    }
  }
}
