package dev.leadloop.scoring;

import dev.leadloop.lead.text.FoldedText;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the words and numbers of a policy are held against what people and systems wrote. */
final class Texts {
  private static final Pattern THOUSANDS_OR_FRACTION = Pattern.compile("[+-]?[1-9][0-9]{0,2}[.][0-9]{3}");

  private static final int MOST_DIGITS = 40;

  private Texts() {}

  static boolean isIn(List<String> values, String text) {
    String folded = FoldedText.of(text);
    for (String value : values) {
      if (FoldedText.of(value).equals(folded)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the words is there as a whole word. */
  static boolean containsOne(List<String> words, String text) {
    String folded = FoldedText.of(text);
    for (String word : words) {
      if (containsWord(folded, FoldedText.of(word))) {
        return true;
      }
    }
    return false;
  }

  /** Whole words only: "Director" must not be taken for a CTO, nor "International" for an intern. */
  private static boolean containsWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0 && !word.isEmpty(); at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /**
   * A number that can be one thing only; "50.000" in an answer is fifty thousand to some, and compares with nothing. Nor does
   * what nobody counts, such as 1e400, which would take all memory to be added to another.
   */
  static @Nullable BigDecimal number(String text) {
    String written = text.strip();
    if (written.length() > MOST_DIGITS || THOUSANDS_OR_FRACTION.matcher(written).matches()) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(written);
      return Math.abs((long) number.scale()) > MOST_DIGITS ? null : number;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
