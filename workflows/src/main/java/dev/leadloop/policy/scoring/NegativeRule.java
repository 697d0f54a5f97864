package dev.leadloop.policy.scoring;

import org.jspecify.annotations.Nullable;

/**
 * A sign that a lead is not a buyer.
 *
 * @param points negative points
 * @param leadsTo what follows beside the points
 * @param group name of a group of negative rules with a common cap; null for none
 * @param label what a person reads, such as "student address"
 */
public record NegativeRule(
    String id, Condition when, int points, LeadsTo leadsTo, @Nullable String group, String label) {

  /** What follows while the rule holds. */
  public enum LeadsTo {
    POINTS,
    /** No nurture mail; it is still scored, and what it asks for still reaches a person. */
    SUPPRESS,
    /** Disqualified at once, in every stage before sales has accepted it. */
    DISQUALIFY
  }

  /** Whether the lead is disqualified. */
  public boolean disqualifies() {
    return leadsTo == LeadsTo.DISQUALIFY;
  }
}
