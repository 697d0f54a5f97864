package dev.leadloop.advice;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.text.ComparedNumber;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Measure;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.scoring.Conditions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the properties of a signal that passes what a policy asks of them. */
final class SignalMaking {
  /** Stands for a value that no other signal has; each made signal gets one of its own. */
  static final String OWN = "any-";

  private static final Instant ANY_TIME = Instant.EPOCH;

  private SignalMaking() {}

  /** Properties that pass every test; null where none were found that do. */
  static @Nullable Map<String, String> passing(List<PropertyTest> tests, LeadProfile profile) {
    Map<String, List<PropertyTest>> byProperty = new LinkedHashMap<>();
    tests.forEach(test -> byProperty.computeIfAbsent(test.property(), name -> new ArrayList<>()).add(test));
    Map<String, String> made = new HashMap<>();
    for (Map.Entry<String, List<PropertyTest>> property : byProperty.entrySet()) {
      if (!passes(property.getValue(), Map.of(), profile)) {
        String value = value(property.getKey(), property.getValue(), profile);
        if (value == null) {
          return null;
        }
        made.put(property.getKey(), value);
      }
    }
    return made;
  }

  /** Whether properties pass every test. */
  static boolean passes(List<PropertyTest> tests, Map<String, String> properties, LeadProfile profile) {
    Condition once = new Condition.SignalMeasure(List.of(), tests, Measure.COUNT, 1, Duration.ZERO);
    return Conditions.holds(once, profile, List.of(new Signal("one", "any", ANY_TIME, properties, false)), ANY_TIME);
  }

  private static @Nullable String value(String property, List<PropertyTest> tests, LeadProfile profile) {
    List<String> values = new ArrayList<>();
    for (PropertyTest test : tests) {
      values.addAll(test.values().subList(0, Math.min(3, test.values().size())));
    }
    List<String> tried = new ArrayList<>(values);
    for (String begins : values) {
      values.stream().filter(word -> !word.equals(begins)).forEach(word -> tried.add(begins + " " + word));
    }
    tried.addAll(List.of("1", "0"));
    return tried.stream()
        .filter(value -> passes(tests, Map.of(property, value), profile))
        .findFirst()
        .orElse(null);
  }

  /** The properties of the signal of that number: values of its own where it is to have some. */
  static Map<String, String> another(Map<String, String> properties, int number) {
    if (properties.values().stream().noneMatch(OWN::equals)) {
      return properties;
    }
    Map<String, String> own = new HashMap<>(properties);
    own.replaceAll((property, value) -> value.equals(OWN) ? OWN + number : value);
    return own;
  }

  /** The same properties with that one, whatever it was. */
  static Map<String, String> with(Map<String, String> properties, String property, String value) {
    Map<String, String> other = new HashMap<>(properties);
    other.put(property, value);
    return other;
  }

  /** The number that is written there, whole; 0 where it is none or too large. */
  static int whole(String written) {
    BigDecimal number = ComparedNumber.of(written);
    return number == null || number.abs().compareTo(BigDecimal.valueOf(RuleTerms.MOST_PER)) > 0 ? 0 : number.intValue();
  }

  /** The same properties with one more, unless it is among them. */
  static Map<String, String> and(Map<String, String> properties, @Nullable String property, String value) {
    Map<String, String> more = new HashMap<>(properties);
    more.putIfAbsent(Objects.requireNonNull(property), value);
    return more;
  }
}
