package dev.leadloop.bounce;

/** Finds an enhanced status code (RFC 3463) such as 5.1.1 in a text. */
final class Statuses {
  private static final int LONGEST = 1_000;

  private Statuses() {}

  /** The first in a text; empty where there is none. An IP address is none. */
  static String first(String text) {
    int length = Math.min(text.length(), LONGEST);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean start = (c == '2' || c == '4' || c == '5') && (i == 0 || !isPartOfANumber(text.charAt(i - 1)));
      int end = start ? end(text, i) : -1;
      if (end > 0) {
        return text.substring(i, end);
      }
    }
    return "";
  }

  private static int end(String text, int from) {
    int at = number(text, from, 1);
    for (int part = 0; part < 2; part++) {
      if (at < 0 || at >= text.length() || text.charAt(at) != '.') {
        return -1;
      }
      at = number(text, at + 1, 3);
    }
    boolean more = at > 0 && at < text.length() && isPartOfANumber(text.charAt(at)) && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
    return more ? -1 : at;
  }

  /** Where a number of at most so many digits ends; -1 where there is none. */
  private static int number(String text, int from, int most) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > from && at - from <= most ? at : -1;
  }

  private static boolean isPartOfANumber(char c) {
    return c >= '0' && c <= '9' || c == '.';
  }
}
