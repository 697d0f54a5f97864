package dev.leadloop.lead;

import java.nio.charset.StandardCharsets;

/** The beginning of a text, cut where a character ends: half a character can be neither stored nor sent. */
public final class ShortText {
  private ShortText() {}

  /** At most so many characters of a Java text. */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean split = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) && Character.isLowSurrogate(text.charAt(most));
    return text.substring(0, split ? most - 1 : most);
  }

  /** As much as fits into so many bytes of UTF-8. */
  public static String ofBytes(String text, int most) {
    if (text.length() * 3L <= most || text.getBytes(StandardCharsets.UTF_8).length <= most) {
      return text;
    }
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > most) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }
}
