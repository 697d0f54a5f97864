package dev.leadloop.prediction;

/** A step beyond the handoff that can be foretold. */
public enum SalesStep {
  ACCEPTED,
  OPPORTUNITY,
  WON
}
