package dev.leadloop.temporal.imports;

import dev.leadloop.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and looks up the workflows of imports, from outside; fails with a Temporal exception where it is not there. */
public final class ImportWorkflows {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWorkflows.class);

  private final WorkflowClient client;

  public ImportWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** How the latest run of an import fares. */
  public enum Run {
    GOES_ON,
    /** A person ended it, so that it is not to begin again. */
    STOPPED,
    /** There was none, or it is over, whatever came of it. */
    NONE
  }

  /** Looks the latest run up. */
  public Run run(String importId) {
    return switch (status(ImportWorkflow.workflowId(importId))) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED,
          WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW -> Run.GOES_ON;
      case WORKFLOW_EXECUTION_STATUS_TERMINATED, WORKFLOW_EXECUTION_STATUS_CANCELED -> Run.STOPPED;
      case WORKFLOW_EXECUTION_STATUS_UNSPECIFIED, WORKFLOW_EXECUTION_STATUS_COMPLETED,
          WORKFLOW_EXECUTION_STATUS_FAILED, WORKFLOW_EXECUTION_STATUS_TIMED_OUT, UNRECOGNIZED -> Run.NONE;
    };
  }

  private WorkflowExecutionStatus status(String workflowId) {
    try {
      return client.newUntypedWorkflowStub(workflowId).describe().getStatus();
    } catch (WorkflowNotFoundException none) {
      return WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_UNSPECIFIED;
    }
  }

  /**
   * Starts the workflow of an import; where another process has just done so, that one goes on.
   *
   * @param rows how many its file has, for those who read the history
   */
  public void start(String importId, int rows) {
    String workflowId = ImportWorkflow.workflowId(importId);
    ImportWorkflow workflow = client.newWorkflowStub(
        ImportWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.IMPORTS)
            .setWorkflowId(workflowId)
            .setStaticSummary(String.format(Locale.ROOT, "Import of %,d rows", rows))
            .build());
    try {
      WorkflowClient.start(workflow::run, importId);
    } catch (WorkflowExecutionAlreadyStarted other) {
      LOG.debug("{} was started by another process", workflowId);
    }
  }
}
