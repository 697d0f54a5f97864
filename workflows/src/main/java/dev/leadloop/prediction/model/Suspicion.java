package dev.leadloop.prediction.model;

/**
 * Why a field may not be learned from.
 *
 * @param words the reason with its numbers, for a person who decides whether it holds
 */
public record Suspicion(String field, Cause cause, String words) {
  /** What makes it suspicious. */
  public enum Cause {
    /** It alone tells nearly who is won: nobody knows so much before. */
    TOO_GOOD,
    /** Whether it is filled in hangs on the outcome. */
    FILLED_BY_OUTCOME,
    /** It is there for leads of some times, not for those between: somebody filled it in for many at once. */
    FILLED_IN_BATCHES,
    /** Its values name things that happen in a lead's life, and nothing says when: it holds the last of them. */
    HOLDS_THE_LAST
  }
}
