package dev.leadloop.prediction.training;

/** Too little is known to learn from; the message says how much is. */
public final class TooFew extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooFew(String message) {
    super(message);
  }
}
