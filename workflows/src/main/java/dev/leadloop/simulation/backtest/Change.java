package dev.leadloop.simulation.backtest;

import dev.leadloop.lead.LeadId;
import java.time.Instant;
import java.util.List;

/**
 * A lead that changes sides.
 *
 * @param at when it would be handed over, or was
 * @param cause why the one policy hands it over
 * @param lacking what it lacks by the other, such as "score 62 of 80"; none where its numbers would do
 * @param rules what makes the difference, the weightiest first
 */
public record Change(LeadId lead, Side side, Instant at, String cause, List<String> lacking, List<RuleChange> rules) {
  /**
   * What one rule gave, and gives.
   *
   * @param was points by the policy that it is compared with
   * @param is points by the one that is tried
   */
  public record RuleChange(String rule, String label, int was, int is) {}

  public Change {
    lacking = List.copyOf(lacking);
    rules = List.copyOf(rules);
  }
}
