package dev.leadloop.inbox;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** What a failed call of Temporal means. */
final class TemporalFault {
  private TemporalFault() {}

  /** Whether the server refused this one call for good, so that calling again soon would not help. */
  static boolean isRefusal(Throwable failure) {
    Status status = status(failure);
    return status != null
        && switch (status.getCode()) {
          // The server does not know the search attributes before a worker has registered them: true of every lead then.
          case INVALID_ARGUMENT -> !String.valueOf(status.getDescription()).contains("search attribute");
          case FAILED_PRECONDITION, OUT_OF_RANGE -> true;
          case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED,
              RESOURCE_EXHAUSTED, ABORTED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS, UNAUTHENTICATED -> false;
        };
  }

  private static @Nullable Status status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException grpc) {
        return grpc.getStatus();
      }
    }
    return null;
  }
}
