package dev.leadloop.policy.scoring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which signals of its type a rule is for, how many of them count, and how they age.
 *
 * @param where what their properties must be, all of it
 * @param turns which of those signals by number, the oldest within the reach of scoring being the first
 * @param oncePer {@value #DAY} for a day of UTC, else a property of which each value counts once, with its newest signal;
 *     null where each signal counts
 * @param halfLife null for that of all rules
 * @param window null for that of all rules
 * @param per property whose number the points are multiplied by; null for the points as they are
 */
public record RuleTerms(
    List<PropertyTest> where,
    Turns turns,
    @Nullable String oncePer,
    @Nullable HalfLife halfLife,
    @Nullable Duration window,
    @Nullable String per) {

  /** In the place of a property: the day on which a signal happened, by UTC. */
  public static final String DAY = "day";

  /** The greatest number that points are multiplied by. */
  public static final int MOST_PER = 1_000;

  /** Every signal of the type, and it ages as all do. */
  public static final RuleTerms NONE = new RuleTerms(List.of(), Turns.EVERY, null, null, null, null);

  /** The numbers, from 1, of the signals that a rule is for, both ends included. */
  public record Turns(int from, int to) {
    /** All of them. */
    public static final Turns EVERY = new Turns(1, Integer.MAX_VALUE);

    /** Whether the signal of that number is one. */
    public boolean include(int number) {
      return from <= number && number <= to;
    }
  }

  /** A half-life of a rule's own; null within where its points do not decay. */
  public record HalfLife(@Nullable Duration time) {}

  public RuleTerms {
    where = List.copyOf(where);
  }

  /** Whether the rule is for each signal of its type, so that a later rule of the type never gets one. */
  public boolean takeAll() {
    return where.isEmpty() && takesAnyNumber();
  }

  /** Whether the number of a signal among others makes no difference. */
  public boolean takesAnyNumber() {
    return turns.equals(Turns.EVERY);
  }
}
