package dev.leadloop.policy.scoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of leads that reach no way to be an MQL and whose numbers lie below some others; those that no rule names are
 * nurtured on.
 *
 * @param below what each number it names is to lie below, all of them at once
 * @param after how long a lead is nurtured before it is judged by this; null for at once
 * @param leadsTo what follows
 * @param label what a person reads, such as "fits nobody we sell to"
 */
public record BelowRule(
    String id, Map<QualifyingNumber, Integer> below, @Nullable Duration after, LeadsTo leadsTo, String label) {
  /** What follows where the rule holds. */
  public enum LeadsTo {
    /** No nurture mail for as long as it does; the lead is still scored, and what it asks for still reaches a person. */
    SUPPRESS,
    /** Disqualified. */
    DISQUALIFY
  }

  public BelowRule {
    below = below.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(below));
  }

  /** Whether each of the numbers it names lies below. */
  public boolean holds(ToIntFunction<QualifyingNumber> numbers) {
    return below.entrySet().stream().allMatch(limit -> lies(numbers.applyAsInt(limit.getKey()), limit));
  }

  private static boolean lies(int number, Map.Entry<QualifyingNumber, Integer> limit) {
    boolean unknown = limit.getKey() == QualifyingNumber.PREDICTED && number == QualifyingNumber.UNKNOWN;
    return !unknown && number < limit.getValue();
  }

  /** From when on a lead is judged by it that is nurtured since then. */
  public Instant from(Instant nurturedSince) {
    return after == null ? nurturedSince : nurturedSince.plus(after);
  }

  /** What it goes by, such as "too little interest (engagement below 10 and fit below 20)". */
  public String inWords() {
    return label + below.entrySet().stream().map(limit -> limit.getKey().words() + " below " + limit.getValue())
        .collect(Collectors.joining(" and ", " (", ")"));
  }

  /** Why it holds, such as "too little interest: engagement 4 is below 10, fit 0 is below 20". */
  public String why(ToIntFunction<QualifyingNumber> numbers) {
    return label + below.entrySet().stream()
        .map(limit -> limit.getKey().words() + " " + numbers.applyAsInt(limit.getKey()) + " is below " + limit.getValue())
        .collect(Collectors.joining(", ", ": ", ""));
  }
}
