package dev.leadloop.scoring;

import dev.leadloop.lead.Signal;
import dev.leadloop.lead.text.ComparedNumber;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What a policy asks of the properties of signals. */
final class Properties {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
  /** Places before the point: a number with fewer is less than half a millionth, and too long to be written out. */
  private static final int TOO_SMALL = -6;

  private Properties() {}

  /** Whether a signal passes every test. */
  static boolean pass(List<PropertyTest> tests, Signal signal) {
    return tests.isEmpty() || pass(tests, new FoldedValues(signal));
  }

  /** The same of a signal that is held against many tests. */
  static boolean pass(List<PropertyTest> tests, FoldedValues values) {
    for (int i = 0; i < tests.size(); i++) {
      if (!passes(tests.get(i), values)) {
        return false;
      }
    }
    return true;
  }

  static boolean passes(PropertyTest test, FoldedValues values) {
    String value = values.of(test.property());
    if (value == null) {
      return test.comparison() == PropertyTest.Comparison.UNKNOWN;
    }
    return switch (test.comparison()) {
      case KNOWN -> true;
      case UNKNOWN -> false;
      case IN -> test.values().contains(value);
      case BEGINS_WITH -> begins(value, test.values());
      case CONTAINS -> Texts.containsOneFolded(test.values(), value);
      case AT_LEAST -> compares(values, test, order -> order >= 0);
      case AT_MOST -> compares(values, test, order -> order <= 0);
    };
  }

  private static boolean begins(String value, List<String> beginnings) {
    for (String beginning : beginnings) {
      if (value.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static boolean compares(FoldedValues values, PropertyTest test, IntPredicate wanted) {
    String written = values.signal().properties().get(test.property());
    BigDecimal number = written == null ? null : ComparedNumber.of(written);
    BigDecimal bound = test.values().isEmpty() ? null : ComparedNumber.of(test.values().get(0));
    return number != null && bound != null && wanted.test(number.compareTo(bound));
  }

  /** What tells signals apart: the day, or the value of a property; null where the signal has none. */
  static @Nullable String key(String dayOrProperty, Signal signal) {
    if (dayOrProperty.equals(RuleTerms.DAY)) {
      return signal.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
    String value = signal.properties().get(dayOrProperty);
    return value == null || value.isBlank() ? null : FoldedText.of(value);
  }

  /** The number of a property in millionths, at most a thousand million; 0 where it is none, or below zero. */
  static long millionths(String property, Signal signal) {
    String value = signal.properties().get(property);
    BigDecimal number = value == null ? null : ComparedNumber.of(value);
    return number == null || number.signum() <= 0 || number.precision() - number.scale() < TOO_SMALL
        ? 0
        : number.min(MOST).movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValue();
  }
}
