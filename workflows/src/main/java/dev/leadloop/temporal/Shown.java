package dev.leadloop.temporal;

import dev.leadloop.lead.text.ShortText;

/**
 * Texts that Temporal shows beside a timer, an activity or a whole run. A server refuses a longer one, and with it the task
 * that has it, again and again; so they are cut to what it takes, in bytes, as JSON writes them.
 */
final class Shown {
  private static final int SUMMARY = 150;

  /** A server takes 400 with the quotes. */
  private static final int SUMMARY_BYTES = 398;

  /** A server takes 20,000. */
  private static final int DETAILS_BYTES = 19_900;

  private Shown() {}

  /** A word or two on a timer or an activity. */
  static String summary(String text) {
    return fitting(ShortText.of(line(text), SUMMARY), SUMMARY_BYTES);
  }

  /** What stands above a run's history. */
  static String details(String markdown) {
    return fitting(clean(markdown, false), DETAILS_BYTES);
  }

  /** The text in one line of whole characters. */
  static String line(String text) {
    return clean(text, true);
  }

  private static String clean(String text, boolean oneLine) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
            || Character.isISOControl(c) && (oneLine || c != '\n') ? ' ' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static String fitting(String text, int most) {
    int bytes = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      bytes += bytes(text.codePointAt(at));
      if (bytes > most) {
        return text.substring(0, at);
      }
    }
    return text;
  }

  /** Characters beyond the first plane are written as two escapes. */
  private static int bytes(int character) {
    if (character < 0x80) {
      return character == '"' || character == '\\' || character == '\n' ? 2 : 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 12;
  }
}
