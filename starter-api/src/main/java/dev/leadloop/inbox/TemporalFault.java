package dev.leadloop.inbox;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** What a failed call of Temporal means. */
final class TemporalFault {
  private TemporalFault() {}

  /** Whether the server refused this one call for good, so that calling again soon would not help. */
  static boolean isRefusal(Throwable failure) {
    Status.@Nullable Code code = code(failure);
    return code == Status.Code.INVALID_ARGUMENT
        || code == Status.Code.FAILED_PRECONDITION
        || code == Status.Code.OUT_OF_RANGE;
  }

  private static Status.@Nullable Code code(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException grpc) {
        return grpc.getStatus().getCode();
      }
    }
    return null;
  }
}
