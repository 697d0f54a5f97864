package dev.leadloop.lead.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as a policy's words are held against it: case, kind and number of blanks, and characters that cannot be seen make no
 * difference. Letters, digits and signs stay: "C++" is not "C", and an accent makes another name.
 */
public final class FoldedText {
  private FoldedText() {}

  /** The text in small letters of one form, with one plain blank between its words and none around them. */
  public static String of(String text) {
    return isPlain(text) ? text.toLowerCase(Locale.ROOT) : fold(text);
  }

  private static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return text.isEmpty() || before != ' ';
  }

  private static String fold(String text) {
    String same = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(same.length());
    boolean blank = false;
    for (int i = 0; i < same.length(); i += Character.charCount(same.codePointAt(i))) {
      int point = same.codePointAt(i);
      if (Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)) {
        blank = true;
      } else if (Character.getType(point) != Character.FORMAT) {
        if (blank && !folded.isEmpty()) {
          folded.append(' ');
        }
        blank = false;
        folded.appendCodePoint(point);
      }
    }
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }
}
