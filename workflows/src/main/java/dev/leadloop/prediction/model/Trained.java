package dev.leadloop.prediction.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with where it comes from and how good it is.
 *
 * @param provenance what it was learned from
 * @param evaluation how good it is for leads that came later than those
 * @param byHand how good the policy's own score is for the same leads, as likelihoods that the same earlier ones gave
 * @param leftOut fields that it may not learn from, and why
 * @param points what the rules of the policy would give by it; null where too few leads had any
 */
public record Trained(
    PredictiveModel model, Provenance provenance, Evaluation evaluation, Evaluation byHand, List<Suspicion> leftOut,
    @Nullable SuggestedPoints points) {
  public Trained {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * What a model was learned from.
   *
   * @param policyVersion whose rules are among the fields
   * @param asOf by when outcomes were known
   * @param from handoff of the first lead that it learned from
   * @param until handoff of the last one; it was held against later ones
   * @param leads how many it learned from
   * @param won how many of them were won
   * @param ridge how much weights are held down
   * @param dataHash SHA-256 of all that it learned from and was held against, in hex
   * @param drawnFrom how many leads had an outcome; where that is more than it learned from and was held against, these were
   *     drawn by the hash of their ids. 0 for models of before
   * @param horizonDays within how many days of the handoff a lead had to be won to count as won, and how old all handoffs are
   */
  public record Provenance(
      int policyVersion, Instant asOf, Instant from, Instant until, int leads, int won, double ridge, String dataHash,
      int drawnFrom, int horizonDays) {}
}
