package dev.leadloop.policyfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Guesses what a misspelt word was meant to be. */
final class Nearest {

  private Nearest() {}

  /** "; did you mean 'x'?" where a known word is near, else the list of known words. */
  static String hint(String word, Collection<String> known) {
    if (known.isEmpty()) {
      return "";
    }
    int near = Math.max(2, word.length() / 3);
    return known.stream()
        .map(candidate -> Map.entry(candidate, distance(plain(word), plain(candidate))))
        .filter(entry -> entry.getValue() <= near)
        .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> "; did you mean '" + entry.getKey() + "'?")
        .orElseGet(() -> "; known are " + known.stream().sorted(Comparator.naturalOrder()).collect(Collectors.joining(", ")));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Number of letters to insert, delete or replace. */
  private static int distance(String a, String b) {
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
