package dev.leadloop.worker.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;

/** Asks Temporal whether it is there. */
public final class TemporalProbe {
  private static final long PATIENCE_MILLIS = 1_000;

  private final WorkflowServiceStubs stubs;

  TemporalProbe(WorkflowServiceStubs stubs) {
    this.stubs = stubs;
  }

  /** False where no answer comes within a second. */
  public boolean answers() {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException away) {
      return false;
    }
  }
}
