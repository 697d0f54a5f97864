package dev.leadloop.worker.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.concurrent.TimeUnit;

/** Asks a server that is about to start whether a namespace can be used yet, over a connection of its own. */
public final class NamespaceProbe implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 2;

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  /** A probe of the server at that host and port. */
  public NamespaceProbe(String target, String namespace) {
    this.stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    this.namespace = namespace;
  }

  /** False where no answer comes within two seconds, or the namespace is not known. */
  public boolean answers() {
    try {
      stubs.blockingStub()
          .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
