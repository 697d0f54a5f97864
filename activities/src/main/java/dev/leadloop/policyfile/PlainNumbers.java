package dev.leadloop.policyfile;

import dev.leadloop.policyfile.yaml.Section;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads numbers that facts and properties are compared with. */
final class PlainNumbers {
  /** "1.000" is a thousand to some, and "1e3" hardly what its author meant to write. */
  private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?(0|[1-9][0-9]*)([.]([0-9]{1,2}|[0-9]{4,}))?|0[.][0-9]+");

  private PlainNumbers() {}

  /** The number of a key as it is written. */
  static String read(Section section, String key) {
    String text = section.text(key, "50");
    try {
      BigDecimal number = new BigDecimal(text);
      if (!PLAIN_NUMBER.matcher(text).matches()) {
        section.scalars(key).forEach(value ->
            value.problemToNew("'" + key + "' is written '" + text + "', which some read as another number than "
            + number.stripTrailingZeros().toPlainString()
            + "; write digits alone, and a fraction with one or two behind a point"));
      }
    } catch (NumberFormatException notANumber) {
      section.problem(key, "'" + key + "' must be a number, but is '" + text + "'");
    }
    return text;
  }
}
