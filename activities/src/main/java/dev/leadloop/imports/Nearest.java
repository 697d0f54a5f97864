package dev.leadloop.imports;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name was probably meant to be. */
final class Nearest {
  private Nearest() {}

  /** The known name that takes the fewest edits, if they are no more than a third of its letters (at least two). */
  static Optional<String> to(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(given, name) <= Math.max(2, name.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(given, name)).thenComparing(name -> name));
  }

  private static int distance(String given, String name) {
    String a = given.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
