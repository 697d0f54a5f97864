package dev.leadloop.problem;

import java.util.regex.Pattern;

/** Ends what was put together of parts. */
public final class Sentence {
  private static final Pattern LONG_WORD = Pattern.compile("(\\S{100})\\S{100,}");
  private static final int LONGEST = 10_000;

  private Sentence() {}

  /** The text with its longest words cut short, and itself where it is longer than anybody reads. */
  public static String brief(String text) {
    String words = LONG_WORD.matcher(text).replaceAll("$1…");
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
  }

  /** The text with a full stop behind it, unless it ends as a sentence does already. */
  public static String ended(String text) {
    String words = text.stripTrailing();
    return words.endsWith(".") || words.endsWith("?") || words.endsWith("!") || words.endsWith("…") ? words : words + ".";
  }
}
