package dev.leadloop.policy.scoring;

import dev.leadloop.lead.text.FoldedText;
import java.util.List;

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
}
