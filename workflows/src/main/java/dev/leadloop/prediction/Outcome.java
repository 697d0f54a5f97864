package dev.leadloop.prediction;

/** Whether a lead that was handed over came to a step. */
public enum Outcome {
  REACHED,
  /** It did not, and it is not to be waited for. */
  OVER,
  /** Nobody knows yet. */
  OPEN
}
