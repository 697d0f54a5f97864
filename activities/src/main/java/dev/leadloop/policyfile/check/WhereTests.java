package dev.leadloop.policyfile.check;

import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.PropertyTest.Comparison;
import dev.leadloop.scoring.Conditions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What several tests of properties leave of signals, as far as that can be told from what they say. What they leave of each
 * property is found out once, however many others they are held against.
 */
final class WhereTests {
  private static final OfProperty NO_TESTS = new OfProperty(List.of(), null);

  private final Map<String, OfProperty> byProperty;

  private WhereTests(Map<String, OfProperty> byProperty) {
    this.byProperty = byProperty;
  }

  /** Those tests together. */
  static WhereTests of(List<PropertyTest> where) {
    Map<String, List<PropertyTest>> tests = new LinkedHashMap<>();
    where.forEach(test -> tests.computeIfAbsent(test.property(), property -> new ArrayList<>()).add(test));
    Map<String, OfProperty> byProperty = new LinkedHashMap<>();
    tests.forEach((property, of) -> byProperty.put(property, new OfProperty(of, allowed(property, of))));
    return new WhereTests(byProperty);
  }

  /**
   * The tests of one property.
   *
   * @param values those that it has where a signal passes, each with what tests of it say of such a signal; null where they
   *     are not named
   */
  private record OfProperty(List<PropertyTest> tests, @Nullable Map<String, Predicate<PropertyTest>> values) {}

  /** The same with one value of a property alone. */
  WhereTests with(String property, String value) {
    List<PropertyTest> tests = new ArrayList<>(of(property).tests());
    tests.add(new PropertyTest(property, Comparison.IN, List.of(value)));
    Map<String, Predicate<PropertyTest>> known = of(property).values();
    Map<String, Predicate<PropertyTest>> left = new LinkedHashMap<>();
    if (known == null) {
      left.putAll(Objects.requireNonNull(allowed(property, tests)));
    } else if (known.containsKey(value)) {
      left.put(value, known.get(value));
    }
    Map<String, OfProperty> all = new LinkedHashMap<>(byProperty);
    all.put(property, new OfProperty(tests, left));
    return new WhereTests(all);
  }

  /** Whether no signal passes all of them. */
  boolean passNone() {
    return byProperty.values().stream().anyMatch(WhereTests::leaveNone);
  }

  /** Whether each signal that passes all of them passes all the others too. */
  boolean imply(List<PropertyTest> others) {
    for (PropertyTest other : others) {
      if (!implies(of(other.property()), other)) {
        return false;
      }
    }
    return true;
  }

  /** The values that a property has where a signal passes all tests; empty where they are not named. */
  Optional<Set<String>> values(String property) {
    return Optional.ofNullable(of(property).values()).map(Map::keySet);
  }

  private OfProperty of(String property) {
    return byProperty.getOrDefault(property, NO_TESTS);
  }

  private static @Nullable Map<String, Predicate<PropertyTest>> allowed(String property, List<PropertyTest> tests) {
    PropertyTest named =
        tests.stream().filter(test -> test.comparison() == Comparison.IN).findFirst().orElse(null);
    if (named == null) {
      return null;
    }
    Map<String, Predicate<PropertyTest>> allowed = new LinkedHashMap<>();
    for (String value : named.values()) {
      Predicate<PropertyTest> passes =
          Conditions.passing(new Signal("", "", Instant.EPOCH, Map.of(property, value), false));
      if (tests.stream().allMatch(passes)) {
        allowed.put(value, passes);
      }
    }
    return allowed;
  }

  private static boolean leaveNone(OfProperty of) {
    List<PropertyTest> tests = of.tests();
    if (has(tests, Comparison.UNKNOWN)) {
      return tests.stream().anyMatch(test -> test.comparison() != Comparison.UNKNOWN);
    }
    Optional<BigDecimal> least = bound(tests, Comparison.AT_LEAST, BigDecimal::max);
    Optional<BigDecimal> most = bound(tests, Comparison.AT_MOST, BigDecimal::min);
    return of.values() != null && of.values().isEmpty()
        || least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0
        || beginNowhere(tests.stream().filter(test -> test.comparison() == Comparison.BEGINS_WITH).toList());
  }

  private static boolean has(List<PropertyTest> tests, Comparison comparison) {
    return tests.stream().anyMatch(test -> test.comparison() == comparison);
  }

  private static Optional<BigDecimal> bound(List<PropertyTest> tests, Comparison comparison, BinaryOperator<BigDecimal> nearest) {
    return tests.stream().filter(test -> test.comparison() == comparison)
        .map(test -> new BigDecimal(test.values().get(0))).reduce(nearest);
  }

  /** Whether one of them asks for another beginning than another. */
  private static boolean beginNowhere(List<PropertyTest> tests) {
    return tests.stream().anyMatch(one -> tests.stream().anyMatch(other -> one.values().stream().noneMatch(
        begin -> other.values().stream().anyMatch(with -> begin.startsWith(with) || with.startsWith(begin)))));
  }

  private static boolean implies(OfProperty of, PropertyTest other) {
    List<PropertyTest> tests = of.tests();
    boolean unknown = has(tests, Comparison.UNKNOWN);
    if (tests.isEmpty() || unknown || other.comparison() == Comparison.UNKNOWN) {
      return unknown && other.comparison() == Comparison.UNKNOWN;
    }
    return other.comparison() == Comparison.KNOWN
        || of.values() != null && of.values().values().stream().allMatch(value -> value.test(other))
        || tests.stream().filter(test -> test.comparison() == other.comparison()).anyMatch(test -> isNarrower(test, other));
  }

  private static boolean isNarrower(PropertyTest test, PropertyTest other) {
    return switch (other.comparison()) {
      case IN, CONTAINS -> other.values().containsAll(test.values());
      case BEGINS_WITH -> test.values().stream().allMatch(begin -> other.values().stream().anyMatch(begin::startsWith));
      case AT_LEAST -> number(test).compareTo(number(other)) >= 0;
      case AT_MOST -> number(test).compareTo(number(other)) <= 0;
      case KNOWN, UNKNOWN -> true;
    };
  }

  private static BigDecimal number(PropertyTest test) {
    return new BigDecimal(test.values().get(0));
  }
}
