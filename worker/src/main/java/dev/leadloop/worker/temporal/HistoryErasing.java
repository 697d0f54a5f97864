package dev.leadloop.worker.temporal;

import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.Person;
import dev.leadloop.lead.LeadId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes every run of a lead's workflow out of Temporal with its history: signals that people sent there may have words of their
 * own, and its summary may name a company. The server deletes by and by, so it has confirmed once no run is listed any more.
 */
final class HistoryErasing implements Erases {
  private static final String PLACE = "Temporal histories";
  private static final int PAGE = 100;

  private final WorkflowClient client;

  HistoryErasing(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "histories";
  }

  @Override
  public List<Holding> holdings() {
    return List.of(new Holding(PLACE, Set.of(), "every run of the lead's workflow is deleted with its history"));
  }

  @Override
  public Erased erase(Person person) {
    LeadId lead = person.leadId();
    if (lead == null) {
      return Erased.NOTHING;
    }
    List<WorkflowExecution> runs = runs(lead);
    runs.forEach(this::delete);
    boolean current = exists(WorkflowExecution.newBuilder().setWorkflowId(lead.workflowId()).build());
    if (current && runs.isEmpty()) {
      delete(WorkflowExecution.newBuilder().setWorkflowId(lead.workflowId()).build());
    }
    return current || !runs.isEmpty()
        ? new Erased(Map.of(PLACE, runs.size()), "the server takes them out by and by")
        : Erased.NOTHING;
  }

  private List<WorkflowExecution> runs(LeadId lead) {
    return client.getWorkflowServiceStubs().blockingStub()
        .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setPageSize(PAGE)
            .setQuery("WorkflowId = '" + lead.workflowId() + "'")
            .build())
        .getExecutionsList().stream().map(WorkflowExecutionInfo::getExecution).filter(this::exists).toList();
  }

  private boolean exists(WorkflowExecution run) {
    try {
      client.getWorkflowServiceStubs().blockingStub().describeWorkflowExecution(
          DescribeWorkflowExecutionRequest.newBuilder()
              .setNamespace(client.getOptions().getNamespace()).setExecution(run).build());
      return true;
    } catch (StatusRuntimeException failed) {
      return ignoredWhereNotFound(failed);
    }
  }

  private void delete(WorkflowExecution run) {
    try {
      client.getWorkflowServiceStubs().blockingStub().deleteWorkflowExecution(
          DeleteWorkflowExecutionRequest.newBuilder()
              .setNamespace(client.getOptions().getNamespace()).setWorkflowExecution(run).build());
    } catch (StatusRuntimeException failed) {
      ignoredWhereNotFound(failed);
    }
  }

  private static boolean ignoredWhereNotFound(StatusRuntimeException failed) {
    if (failed.getStatus().getCode() != Status.Code.NOT_FOUND) {
      throw failed;
    }
    return false;
  }

  @Override
  public Map<String, List<Map<String, Object>>> tell(Person person) {
    return Map.of();
  }
}
