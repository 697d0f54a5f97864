package dev.leadloop.policy.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a component of a rule is said.
 *
 * @param phrase for a value, with # in its place, and {key} in that of its key; for a yes or no, both with | between; for a
 *     list, what it is a list of; {s} ends a noun that may be one or many
 * @param valued how the value itself is said, with # in its place
 * @param none what stands in the place of a value where there is none
 * @param names what the thing itself, or each of its entries by level, is called; "rule" for what goes by its label
 */
record Wording(String phrase, String valued, String none, List<String> names) {
  static final String RULE = "rule";
  private static final String KEY = "{key}";
  private static final String MANY = "{s}";

  Wording(String phrase, List<String> names) {
    this(phrase, "#", "none", names);
  }

  Wording {
    names = List.copyOf(names);
  }

  /** What this level is called; empty where it has no name. */
  String name() {
    return names.isEmpty() ? "" : names.get(0);
  }

  /** Whether the key of an entry is said with its value, rather than naming it. */
  boolean saysKeys() {
    return phrase.contains(KEY);
  }

  /** How the entry of that key is said. */
  Wording of(String key) {
    return new Wording(phrase.replace(KEY, key), valued, none, names);
  }

  /** How an entry of it is said. */
  Wording entry() {
    return new Wording(phrase, valued, none, names.isEmpty() ? names : names.subList(1, names.size()));
  }

  /** That it is one value, and was another; null for none. */
  String instead(@Nullable String after, @Nullable String before) {
    String both = after == null || before == null ? value(after) + " instead of " + value(before)
        : value(after + " instead of " + before);
    return counted(phrase.contains("#") ? phrase.replace("#", both) : "is " + both);
  }

  /** That it is a value. */
  String is(String value) {
    return counted(phrase.contains("#") ? phrase.replace("#", value(value)) : phrase + ": " + value);
  }

  private String value(@Nullable String value) {
    return value == null ? none : valued.replace("#", value);
  }

  /** The noun for one or many, by the number that was said last before it. */
  private String counted(String text) {
    int at = phrase.contains(MANY) || valued.contains(MANY) ? text.indexOf(MANY) : -1;
    if (at < 0) {
      return text;
    }
    int end = at;
    while (end > 0 && !Character.isDigit(text.charAt(end - 1))) {
      end--;
    }
    boolean one = end > 0 && text.charAt(end - 1) == '1' && (end == 1 || !Character.isLetterOrDigit(text.charAt(end - 2)));
    return text.substring(0, at) + (one ? "" : "s") + text.substring(at + MANY.length());
  }

  /** What is said of a yes or no. */
  String flag(boolean yes) {
    int between = phrase.indexOf('|');
    if (between < 0) {
      return is(yes ? "yes" : "no");
    }
    return yes ? phrase.substring(0, between) : phrase.substring(between + 1);
  }
}
