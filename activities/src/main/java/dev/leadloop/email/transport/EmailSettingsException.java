package dev.leadloop.email.transport;

/** A setting is missing or wrong; the message is one sentence that says which and what to do. */
public final class EmailSettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  EmailSettingsException(String sentence) {
    super(sentence);
  }

  EmailSettingsException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
