package dev.leadloop.policy.scoring;

import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The many rules for one type of signal, by the value that each asks one property to have: a signal with another value is not
 * held against them.
 *
 * @param byProperty places by property and value
 * @param others the places of those that ask for no value
 */
record RulesOfType(Map<String, Map<String, List<Integer>>> byProperty, List<Integer> others) {

  static RulesOfType of(int[] places, SignalRule[] rules) {
    Map<String, Map<String, List<Integer>>> byProperty = new HashMap<>();
    List<Integer> others = new ArrayList<>();
    for (int place : places) {
      PropertyTest asked = asksForValue(rules[place].terms());
      if (asked == null) {
        others.add(place);
      } else {
        Map<String, List<Integer>> byValue = byProperty.computeIfAbsent(asked.property(), property -> new HashMap<>());
        asked.values().stream().distinct()
            .forEach(value -> byValue.computeIfAbsent(value, one -> new ArrayList<>()).add(place));
      }
    }
    return new RulesOfType(byProperty, others);
  }

  private static @Nullable PropertyTest asksForValue(RuleTerms terms) {
    return terms.where().stream()
        .filter(test -> test.comparison() == PropertyTest.Comparison.IN)
        .findFirst()
        .orElse(null);
  }

  int[] likely(Function<String, @Nullable String> folded) {
    IntStream found = others.stream().mapToInt(Integer::intValue);
    for (Map.Entry<String, Map<String, List<Integer>>> property : byProperty.entrySet()) {
      String value = folded.apply(property.getKey());
      List<Integer> places = value == null ? null : property.getValue().get(value);
      if (places != null) {
        found = IntStream.concat(found, places.stream().mapToInt(Integer::intValue));
      }
    }
    int[] places = found.toArray();
    Arrays.sort(places);
    return places;
  }
}
