package dev.leadloop.scoring;

import dev.leadloop.lead.text.FoldedText;
import java.util.List;

/** How the words of a policy are held against what people and systems wrote. */
final class Texts {
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

  /** The same of words and a text that are in the form in which they are compared already. */
  static boolean containsOneFolded(List<String> words, String text) {
    for (String word : words) {
      if (containsWord(text, word)) {
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
}
