package dev.leadloop.policy.diff;

import java.util.List;

/**
 * How a component of a rule is said.
 *
 * @param phrase for a value, with # in its place, and {key} in that of its key; for a yes or no, both with | between; for a
 *     list, what it is a list of
 * @param names what the thing itself, or each of its entries by level, is called; "rule" for what goes by its label
 */
record Wording(String phrase, List<String> names) {
  static final String RULE = "rule";
  private static final String KEY = "{key}";

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
    return new Wording(phrase.replace(KEY, key), names);
  }

  /** How an entry of it is said. */
  Wording entry() {
    return new Wording(phrase, names.isEmpty() ? names : names.subList(1, names.size()));
  }

  /** That it is one value, and was another. */
  String instead(String after, String before) {
    return phrase.contains("#") ? phrase.replace("#", after + " instead of " + before)
        : "is " + after + " instead of " + before;
  }

  /** That it is a value. */
  String is(String value) {
    return phrase.contains("#") ? phrase.replace("#", value) : phrase + ": " + value;
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
