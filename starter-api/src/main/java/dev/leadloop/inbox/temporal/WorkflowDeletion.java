package dev.leadloop.inbox.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.sample.SampleErasing;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;

/** Takes a lead's workflow out of Temporal with its history; one that still runs is ended by that. */
final class WorkflowDeletion implements SampleErasing.Ending {
  private final WorkflowClient client;

  WorkflowDeletion(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public void end(LeadId lead) {
    try {
      client.getWorkflowServiceStubs().blockingStub().deleteWorkflowExecution(
          DeleteWorkflowExecutionRequest.newBuilder()
              .setNamespace(client.getOptions().getNamespace())
              .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(lead.workflowId()))
              .build());
    } catch (StatusRuntimeException failed) {
      if (failed.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw failed;
      }
    }
  }
}
