package dev.leadloop.worker.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;

/** Asks Temporal whether it is there. */
public final class TemporalProbe {
  private static final long PATIENCE_MILLIS = 1_000;

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  TemporalProbe(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
  }

  /** How it answers. */
  public enum State {
    /** It does, and knows the namespace as far as it tells. */
    UP,
    /** Not within a second. */
    AWAY,
    /** It refuses our key or certificate. */
    REFUSES,
    /** It does, and has no such namespace. */
    NO_NAMESPACE
  }

  /** How it answers now. */
  public State state() {
    State server = asked(() -> patient().getSystemInfo(GetSystemInfoRequest.getDefaultInstance()));
    return server != State.UP
        ? server
        : asked(() -> patient().describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build()));
  }

  private WorkflowServiceGrpc.WorkflowServiceBlockingStub patient() {
    return stubs.blockingStub().withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static State asked(Runnable question) {
    try {
      question.run();
      return State.UP;
    } catch (StatusRuntimeException failed) {
      return switch (failed.getStatus().getCode()) {
        case NOT_FOUND -> State.NO_NAMESPACE;
        case UNAUTHENTICATED -> State.REFUSES;
        // Who may start workflows need not be allowed to look at the server or the namespace.
        case PERMISSION_DENIED, UNIMPLEMENTED -> State.UP;
        case OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, ALREADY_EXISTS, RESOURCE_EXHAUSTED,
            FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, INTERNAL, UNAVAILABLE, DATA_LOSS -> State.AWAY;
      };
    }
  }
}
