package dev.leadloop.measures.counting;

/** A question by cuts that cannot be answered; its message is to be read after the name of what is at fault. */
public final class CannotCut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  CannotCut(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  /** What of the question is at fault. */
  public String field() {
    return field;
  }
}
