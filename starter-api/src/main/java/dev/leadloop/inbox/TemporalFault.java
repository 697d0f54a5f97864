package dev.leadloop.inbox;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** What a failed call of Temporal means by its status; its words are for people. */
final class TemporalFault {
  /** What kind of failure it is. */
  enum Kind {
    /** The server would not do this; asking again soon would not help. */
    REFUSED,
    /** The server could not do this just now; it may be able to do other things. */
    HELD_UP,
    /** Whoever asks may not. */
    FORBIDDEN
  }

  private TemporalFault() {}

  /** The kind of a failure; one that is none of the server's is like a refusal: it would fail again. */
  static Kind kind(Throwable failure) {
    Status status = status(failure);
    return status == null
        ? Kind.REFUSED
        : switch (status.getCode()) {
          case OK, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, OUT_OF_RANGE -> Kind.REFUSED;
          case CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNAVAILABLE, DATA_LOSS ->
              Kind.HELD_UP;
          case PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED -> Kind.FORBIDDEN;
        };
  }

  /** The status, or the name of a failure that has none. */
  static String code(Throwable failure) {
    Status status = status(failure);
    return status == null ? innermost(failure).getClass().getSimpleName() : status.getCode().name();
  }

  /** What the server, or whoever else failed, said. */
  static String words(Throwable failure) {
    Status status = status(failure);
    String words = status == null ? innermost(failure).getMessage() : status.getDescription();
    return words == null || words.isBlank() ? "no more is known" : words;
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
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
