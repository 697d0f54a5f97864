package dev.leadloop.lead.text;

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
}
