package dev.leadloop.intent;

/** A file of intent cannot be taken; the message is a sentence that says what to do. */
public final class IntentRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IntentRefused(String message) {
    super(message, null, false, false);
  }
}
