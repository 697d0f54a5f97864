package dev.leadloop.reply;

import java.util.Set;

/**
 * The subject of a mail.
 *
 * @param text without tags in brackets and the signs of an answer before it
 * @param answers whether it had such a sign, so that the rest may be a subject of ours
 */
record Subject(String text, boolean answers) {
  private static final int LONGEST = 1_000;
  private static final int LONGEST_SIGN = 12;

  /** Takes off everything that programs put before a subject. */
  static Subject of(String given, Set<String> signs) {
    String text = given.substring(0, Math.min(given.length(), LONGEST)).strip();
    boolean answers = false;
    while (true) {
      int close = text.startsWith("[") ? text.indexOf(']') : -1;
      int colon = colon(text);
      if (close > 0) {
        text = text.substring(close + 1).strip();
      } else if (colon > 0 && signs.contains(sign(text.substring(0, colon)))) {
        text = text.substring(colon + 1).strip();
        answers = true;
      } else {
        return new Subject(text, answers);
      }
    }
  }

  private static int colon(String text) {
    for (int i = 0; i < Math.min(text.length(), LONGEST_SIGN); i++) {
      if (text.charAt(i) == ':' || text.charAt(i) == '\uff1a') {
        return i;
      }
    }
    return -1;
  }

  /** Some count: Re[2], Re^3. */
  private static String sign(String before) {
    StringBuilder letters = new StringBuilder();
    String plain = Folding.plain(before).strip();
    plain.chars().filter(c -> Character.isLetter(c) || c == '.' || c == ' ').forEach(c -> letters.append((char) c));
    return String.join(" ", Words.of(letters.toString()).words());
  }
}
