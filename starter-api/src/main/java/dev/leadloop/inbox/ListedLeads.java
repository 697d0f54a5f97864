package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Temporal's list of workflows. */
final class ListedLeads implements RunningLeads {
  private final WorkflowClient client;

  ListedLeads(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public Set<LeadId> among(List<LeadId> leads) {
    String ids = leads.stream().map(lead -> "'" + lead.workflowId() + "'").collect(Collectors.joining(", "));
    String query = "ExecutionStatus = 'Running' AND WorkflowId IN (" + ids + ")";
    try (Stream<LeadId> running = client.listExecutions(query)
        .map(execution -> LeadId.ofWorkflowId(execution.getExecution().getWorkflowId()))) {
      return running.collect(Collectors.toSet());
    }
  }
}
