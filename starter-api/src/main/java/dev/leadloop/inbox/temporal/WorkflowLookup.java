package dev.leadloop.inbox.temporal;

import dev.leadloop.inbox.WorkflowStates;
import dev.leadloop.lead.LeadId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each lead up in Temporal, one by one and unhurriedly. A list query over many ids would be one call, but it scans
 * the list of all workflows: with some thousand leads on a dev server it kept everything else waiting for a minute.
 */
public final class WorkflowLookup implements WorkflowStates {
  private static final Logger LOG = LoggerFactory.getLogger(WorkflowLookup.class);
  /** So many one after another are no fault of the leads. */
  private static final int MOST_FAILURES = 3;

  private final WorkflowClient client;
  private final Duration pauseBetweenLooks;
  private final int mostAttempts;

  /**
   * Looks by that client.
   *
   * @param mostAttempts a task that was begun more often than this does not go on by itself
   */
  public WorkflowLookup(WorkflowClient client, Duration pauseBetweenLooks, int mostAttempts) {
    this.client = client;
    this.pauseBetweenLooks = pauseBetweenLooks;
    this.mostAttempts = mostAttempts;
  }

  @Override
  public Map<LeadId, State> of(List<LeadId> leads) throws InterruptedException {
    Map<LeadId, State> states = new HashMap<>();
    int failures = 0;
    for (LeadId lead : leads) {
      try {
        State state = state(lead);
        if (state != null) {
          states.put(lead, state);
        }
        failures = 0;
      } catch (StatusRuntimeException failed) {
        if (++failures == MOST_FAILURES) {
          throw failed;
        }
        LOG.warn("Lead {} cannot be looked up and is left as it is: {}", lead, failed.getStatus());
        states.put(lead, State.GOES_ON);
      }
      Thread.sleep(pauseBetweenLooks);
    }
    return states;
  }

  private @Nullable State state(LeadId lead) {
    DescribeWorkflowExecutionResponse found;
    try {
      found = client.getWorkflowServiceStubs().blockingStub().describeWorkflowExecution(
          DescribeWorkflowExecutionRequest.newBuilder()
              .setNamespace(client.getOptions().getNamespace())
              .setExecution(WorkflowExecution.newBuilder().setWorkflowId(lead.workflowId()))
              .build());
    } catch (StatusRuntimeException failed) {
      if (failed.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return null;
      }
      throw failed;
    }
    if (found.getWorkflowExecutionInfo().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      return null;
    }
    return found.getPendingWorkflowTask().getAttempt() > mostAttempts ? State.STUCK : State.GOES_ON;
  }
}
