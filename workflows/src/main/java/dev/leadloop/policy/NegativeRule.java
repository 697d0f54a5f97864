package dev.leadloop.policy;

/**
 * A sign that a lead is not a buyer.
 *
 * @param points negative points
 * @param disqualifies whether the lead is disqualified at once, in every stage before sales has accepted it
 */
public record NegativeRule(String id, Condition when, int points, boolean disqualifies, String label) {}
