package dev.leadloop.mime;

import java.text.Normalizer;

/**
 * One line of words in the form they are compared in: single blanks of one kind, letters in one piece (NFC), and without
 * what nobody sees, such as soft hyphens and blanks of no width.
 */
final class CleanLine {
  /** A letter of any language has fewer; more in a row would make putting them in order slow (UAX 15, D3). */
  private static final int MOST_MARKS = 8;

  private CleanLine() {}

  static String of(CharSequence line) {
    StringBuilder clean = new StringBuilder(line.length());
    boolean blank = false;
    boolean composed = true;
    int marks = 0;
    for (int i = 0; i < line.length(); ) {
      int c = Character.codePointAt(line, i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = true;
      } else if (isSeen(c)) {
        boolean mark = isMark(c);
        composed &= !mark;
        marks = mark ? marks + 1 : 0;
        if (marks <= MOST_MARKS) {
          clean.append(blank && !clean.isEmpty() ? " " : "").appendCodePoint(c);
        }
        blank = false;
      }
    }
    return composed ? clean.toString() : Normalizer.normalize(clean, Normalizer.Form.NFC);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> false;
      // Joiners of Persian, Hindi and of pictures stay; a byte order mark, a soft hyphen and the like go.
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      default -> true;
    };
  }
}
