package dev.leadloop.api.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name was probably meant to be. */
final class NearestName {
  private static final int FARTHEST = 3;

  private NearestName() {}

  /** The known name that takes the fewest edits, if it takes no more than three. */
  static Optional<String> of(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(given, name) <= FARTHEST)
        .min(Comparator.comparingInt((String name) -> distance(given, name)).thenComparing(name -> name));
  }

  private static int distance(String given, String name) {
    String a = given.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    String b = name.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > FARTHEST) {
      return FARTHEST + 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
