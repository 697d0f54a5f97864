package dev.leadloop.csv;

/** The file as a whole cannot be read; the message is a sentence that says what to do. */
public final class CsvUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CsvUnreadable(String message) {
    super(message, null, false, false);
  }
}
