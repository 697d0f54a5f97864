package dev.leadloop.text;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Blanks and characters that cannot be seen, as they come along when text is copied out of pages and spreadsheets. At the
 * edges they mean nothing and are taken off by every door; inside a name they are kept.
 *
 * <p>Invisible are all of Unicode's white space, and of its default ignorable characters those that change nothing by
 * themselves: not the variation selectors and tags that make an emoji what it is (Unicode 16, DerivedCoreProperties).
 */
public final class VisibleText {
  private VisibleText() {}

  /** A character that cannot be seen, and where it stands: 1 is the first one that can. */
  public record Hidden(int codePoint, int position) {
    @Override
    public String toString() {
      return named(codePoint) + " at position " + position;
    }
  }

  /** The text without what is invisible at its edges. */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && invisible(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && invisible(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  /** The trimmed text; null where nothing of it can be seen. */
  public static @Nullable String known(@Nullable String text) {
    String trimmed = text == null ? "" : trim(text);
    return trimmed.isEmpty() ? null : trimmed;
  }

  /** Whether nothing of it can be seen. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(VisibleText::invisible);
  }

  /** The first character inside the text, edges left out, that cannot be seen. */
  public static Optional<Hidden> inside(String text) {
    String trimmed = trim(text);
    for (int i = 0; i < trimmed.length(); i += Character.charCount(trimmed.codePointAt(i))) {
      if (invisible(trimmed.codePointAt(i))) {
        return Optional.of(new Hidden(trimmed.codePointAt(i), trimmed.codePointCount(0, i) + 1));
      }
    }
    return Optional.empty();
  }

  /** A character by its number and name, such as "U+200B ZERO WIDTH SPACE". */
  public static String named(int codePoint) {
    String name = Character.getName(codePoint);
    return String.format(Locale.ROOT, "U+%04X", codePoint) + (name == null ? "" : " " + name);
  }

  static boolean invisible(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85 || c == 0xAD || c == 0x34F || c == 0x61C
        || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x180E || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x2800 || c == 0x3164 || c == 0xFEFF
        || c == 0xFFA0 || (c >= 0xFFF9 && c <= 0xFFFB);
  }
}
