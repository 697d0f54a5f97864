package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks each lead up in Temporal, one by one and unhurriedly. A list query over many ids would be one call, but it scans
 * the list of all workflows: with some thousand leads on a dev server it kept everything else waiting for a minute.
 */
final class LookedUpLeads implements RunningLeads {
  private final WorkflowClient client;
  private final Duration pauseBetweenLooks;

  LookedUpLeads(WorkflowClient client, Duration pauseBetweenLooks) {
    this.client = client;
    this.pauseBetweenLooks = pauseBetweenLooks;
  }

  @Override
  public Set<LeadId> among(List<LeadId> leads) throws InterruptedException {
    Set<LeadId> running = new HashSet<>();
    for (LeadId lead : leads) {
      if (runs(lead)) {
        running.add(lead);
      }
      Thread.sleep(pauseBetweenLooks);
    }
    return running;
  }

  private boolean runs(LeadId lead) {
    try {
      return client.newUntypedWorkflowStub(lead.workflowId()).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }
}
