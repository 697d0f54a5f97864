package dev.leadloop.problem;

import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Recognises a request that could not be read among what is thrown while it is looked at. */
public final class Unreadable {
  private static final int TOO_LARGE = 413;

  private Unreadable() {}

  /** What to answer; empty where it is not the request that is at fault. */
  public static Optional<ProblemDetail> behind(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException answer) {
        return Optional.of(answer.document());
      }
      if (cause instanceof InvalidParameterException form) {
        return Optional.of(form(form));
      }
      if (cause instanceof RequestRejectedException) {
        return Optional.of(rejected());
      }
    }
    return Optional.empty();
  }

  /** The document for what the firewall lets nobody send. */
  public static ProblemDetail rejected() {
    return Problem.MALFORMED.with(
        "The path of the address holds a semicolon, a step up, a doubled or an encoded slash, or a header or a field's name"
            + " holds control characters. Leave that out. The calls are listed at /v3/api-docs.");
  }

  private static ProblemDetail form(InvalidParameterException unreadable) {
    return unreadable.getErrorCode() == TOO_LARGE
        ? Problem.TOO_LARGE.with("A form may have 1,000 fields and 2 MB. Send fewer or shorter ones.")
        : Problem.MALFORMED.with(
            "The fields of the form cannot be read. Send at most 1,000, each with a name, percent-encoded as UTF-8.");
  }
}
