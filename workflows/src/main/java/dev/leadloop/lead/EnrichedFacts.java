package dev.leadloop.lead;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Whose word a fact of a lead is, and which word stands: the one place of that rule. What was said of the lead, by whatever
 * door, stands over what enrichment found, whichever came first; and of what was found, the newer stands. Facts are named as
 * policies name them.
 *
 * @param found which of the known facts enrichment found; all others were said
 */
public record EnrichedFacts(Map<String, Found> found) {
  /** Nothing was found. */
  public static final EnrichedFacts NONE = new EnrichedFacts(Map.of());

  public EnrichedFacts {
    found = Map.copyOf(found);
  }

  /**
   * Where a fact comes from.
   *
   * @param provider its name, such as file
   * @param at when it answered
   */
  public record Found(String provider, Instant at) {}

  /** These, once somebody said facts of those names. */
  public EnrichedFacts said(Collection<String> fields) {
    Map<String, Found> rest = new HashMap<>(found);
    rest.keySet().removeAll(fields);
    return new EnrichedFacts(rest);
  }

  /**
   * Those of the facts in an answer that may stand.
   *
   * @param known names of the facts that are known now, said or found
   * @param answer facts by name
   * @param at when the provider answered
   */
  public Map<String, String> standing(Set<String> known, Map<String, String> answer, Instant at) {
    Map<String, String> standing = new HashMap<>(answer);
    standing.keySet().removeIf(field -> {
      Found before = found.get(field);
      return before == null ? known.contains(field) : before.at().isAfter(at);
    });
    return standing;
  }

  /** These, once facts of those names were found; only such as may stand. */
  public EnrichedFacts found(Collection<String> fields, Found by) {
    Map<String, Found> both = new HashMap<>(found);
    fields.forEach(field -> both.put(field, by));
    return new EnrichedFacts(both);
  }
}
