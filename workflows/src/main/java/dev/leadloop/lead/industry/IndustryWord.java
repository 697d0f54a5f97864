package dev.leadloop.lead.industry;

import dev.leadloop.lead.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A word of a text about industries.
 *
 * @param plain in plain letters
 * @param stem the same without the s of many
 * @param before what parts it from the word before
 */
record IndustryWord(String plain, String stem, Gap before) {
  /** What stands between two words: nothing, an "and", or a sign such as a comma. */
  enum Gap {
    NONE,
    AND,
    BREAK
  }

  private static final Set<String> ANDS = Set.of("&", "and", "und", "et", "y", "en", "og", "och", "ed", "or", "oder", "ou");
  private static final String BREAKS = ",;/|()[]{}<>:–—•·\n\t\"";
  private static final int SHORTEST_MANY = 5;

  /** The words of a text, without the ands between them. */
  static List<IndustryWord> of(String text) {
    List<IndustryWord> words = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || isBreak(text, at)) {
        add(text.substring(from, at), words);
        from = at + 1;
      }
    }
    return words;
  }

  private static boolean isBreak(String text, int at) {
    char c = text.charAt(at);
    boolean dash = c == '-' && at > 0 && at + 1 < text.length() && text.charAt(at - 1) == ' ' && text.charAt(at + 1) == ' ';
    return dash || BREAKS.indexOf(c) >= 0;
  }

  private static void add(String piece, List<IndustryWord> words) {
    Gap gap = Gap.BREAK;
    for (String word : PlainText.of(piece).split(" ", -1)) {
      if (ANDS.contains(word)) {
        gap = gap == Gap.BREAK ? gap : Gap.AND;
      } else if (!word.isEmpty()) {
        words.add(new IndustryWord(word, stem(word), gap));
        gap = Gap.NONE;
      }
    }
  }

  /** A word without the s of many: services and service, industries and industry. */
  static String stem(String word) {
    int length = word.length();
    if (length < SHORTEST_MANY || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) {
      return word;
    }
    return word.endsWith("ies") ? word.substring(0, length - 3) + "y" : word.substring(0, length - 1);
  }
}
