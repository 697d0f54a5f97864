package dev.leadloop.policy;

import java.util.List;

/**
 * When a lead is ready.
 *
 * @param hysteresis points below the MQL threshold at which an MQL falls back
 * @param directIntent signal types by which a lead asks for sales itself
 * @param directIntentFit least fit points for a request to be handed over at once; below, it goes to review
 */
public record QualificationRules(
    Threshold mql, Threshold sql, int hysteresis, List<String> directIntent, int directIntentFit) {

  /** Least score and least fit points, both needed. */
  public record Threshold(int score, int fit) {}

  public QualificationRules {
    directIntent = List.copyOf(directIntent);
  }
}
