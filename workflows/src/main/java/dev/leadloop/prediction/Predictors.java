package dev.leadloop.prediction;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which signals and rules foretell what becomes of leads.
 *
 * @param policyVersion whose rules they are
 * @param asOf when it was counted
 * @param leads how many were handed over
 * @param steps how many of them came to each step, are over and are open
 * @param predictors signals first, then the rules in the policy's order
 */
public record Predictors(
    int policyVersion, Instant asOf, int leads, Map<SalesStep, Came> steps, List<Predictor> predictors) {
  public Predictors {
    steps = Map.copyOf(steps);
    predictors = List.copyOf(predictors);
  }

  /** How many leads came to a step, did not, and may still. */
  public record Came(int reached, int over, int open) {}

  /** How many came to that step. */
  public Came came(SalesStep step) {
    return Objects.requireNonNull(steps.get(step));
  }
}
