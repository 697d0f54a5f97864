package dev.leadloop.imports;

import dev.leadloop.temporal.ImportWorkflow;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.worker.Rounds.Round;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every import that is not over has its workflow: at once when one was staged, and by a sweep for those
 * staged while Temporal was down or whose run was lost. A run that a person terminated is not started again.
 */
final class ImportStarter implements Round {
  private static final Logger LOG = LoggerFactory.getLogger(ImportStarter.class);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int UNMOVED_SECONDS = 20;
  private static final int SWEEPS_AN_HOUR = 720;
  private static final int DAYS_CELLS_ARE_KEPT = 30;

  private final ImportStore store;
  private final WorkflowClient temporal;
  private int sweeps;

  ImportStarter(ImportStore store, WorkflowClient temporal) {
    this.store = store;
    this.temporal = temporal;
  }

  @Override
  public Duration go() {
    store.unmoved(UNMOVED_SECONDS).forEach(this::ensureRunning);
    if (sweeps++ % SWEEPS_AN_HOUR == 0) {
      store.forgetFailedCells(DAYS_CELLS_ARE_KEPT);
    }
    return SWEEP;
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
