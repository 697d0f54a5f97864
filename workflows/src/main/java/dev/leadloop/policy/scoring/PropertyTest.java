package dev.leadloop.policy.scoring;

import dev.leadloop.lead.text.FoldedText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a property of a signal must be; one that the signal does not have passes UNKNOWN alone.
 *
 * @param values in the form in which text is compared, without regard to case; the bound, where numbers are
 */
public record PropertyTest(String property, Comparison comparison, List<String> values) {
  /** How a property is compared. */
  public enum Comparison {
    IN,
    BEGINS_WITH,
    /** Whole words. */
    CONTAINS,
    AT_LEAST,
    AT_MOST,
    KNOWN,
    UNKNOWN
  }

  public PropertyTest {
    values = values.stream().map(FoldedText::of).toList();
  }

  /** The test in words, such as "feature is invite or colleague_invited". */
  public String words() {
    String compared = switch (comparison) {
      case IN -> " is ";
      case BEGINS_WITH -> " begins with ";
      case CONTAINS -> " contains ";
      case AT_LEAST -> " is at least ";
      case AT_MOST -> " is at most ";
      case KNOWN -> " is known ";
      case UNKNOWN -> " is unknown ";
    };
    return (property + compared + String.join(" or ", values)).stripTrailing();
  }

  /** What signals must pass every test, in words that follow theirs, such as " whose path is /prices"; empty for no test. */
  public static String words(List<PropertyTest> tests) {
    return tests.isEmpty() ? "" : " whose " + tests.stream().map(PropertyTest::words).collect(Collectors.joining(" and "));
  }
}
