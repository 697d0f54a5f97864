package dev.leadloop.lifecycle.words;

import dev.leadloop.lead.text.ShortText;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the properties of a signal in a line that stays short, whatever a system sent. */
public final class PropertyWords {
  /** Properties that are told. */
  static final int MOST = 8;

  /** Characters of a value that are told. */
  static final int LONGEST = 80;

  private static final int LONGEST_NAME = 40;

  // What breaks a line, and what cannot be seen or turns the writing round.
  private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

  private PropertyWords() {}

  /** What follows the sentence about a signal, such as "; with count 3, feature dashboard, and 2 more"; empty for none. */
  public static String behind(Map<String, String> properties) {
    String told = new TreeMap<>(properties).entrySet().stream()
        .limit(MOST)
        .map(each -> brief(each.getKey(), LONGEST_NAME) + " " + brief(each.getValue(), LONGEST))
        .collect(Collectors.joining(", "));
    int more = properties.size() - MOST;
    return told.isEmpty() ? "" : "; with " + told + (more > 0 ? ", and " + more + " more" : "");
  }

  private static String brief(String text, int most) {
    // Enough of a long text for what is left of it to fill the line.
    String line = UNSEEN.matcher(ShortText.of(text, most * 10)).replaceAll(" ").strip();
    return line.isEmpty() ? "''" : line.length() <= most ? line : ShortText.of(line, most).stripTrailing() + "…";
  }
}
