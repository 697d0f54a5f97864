package dev.leadloop.problem;

import org.springframework.http.ProblemDetail;

/** Ends a call with a problem document. It is an answer and not a defect, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemDetail document;

  /** An exception answered with this document. */
  public ProblemException(ProblemDetail document) {
    super(document.getDetail(), null, false, false);
    this.document = document;
  }

  /** What the caller is answered. */
  public ProblemDetail document() {
    return document;
  }

  /** The same with one more property for programs to read. */
  public ProblemException and(String property, Object value) {
    document.setProperty(property, value);
    return this;
  }
}
