package dev.leadloop.reply;

import dev.leadloop.reply.Phrase.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Where a word leads to from a place in a wording: looked up, never tried one by one, but for a handful of word ends. */
final class Steps {
  private final Map<String, List<Integer>> whole = new HashMap<>();
  private final Map<String, List<Integer>> beginnings = new HashMap<>();
  private final Map<String, List<Integer>> ends = new HashMap<>();
  private final TreeSet<Integer> beginningLengths = new TreeSet<>();
  private final TreeSet<Integer> endLengths = new TreeSet<>();
  private final List<Integer> any = new ArrayList<>();

  void add(Piece.Word word, int to) {
    switch (word.part()) {
      case WHOLE -> add(whole, word.word(), to);
      case BEGINNING -> {
        add(beginnings, word.word(), to);
        beginningLengths.add(word.word().length());
      }
      case END -> {
        add(ends, word.word(), to);
        endLengths.add(word.word().length());
      }
    }
  }

  void addAny(int to) {
    any.add(to);
  }

  void addAll(Steps other) {
    other.whole.forEach((word, targets) -> targets.forEach(to -> add(whole, word, to)));
    other.beginnings.forEach((word, targets) -> targets.forEach(to -> add(beginnings, word, to)));
    other.ends.forEach((word, targets) -> targets.forEach(to -> add(ends, word, to)));
    beginningLengths.addAll(other.beginningLengths);
    endLengths.addAll(other.endLengths);
    any.addAll(other.any);
  }

  /** Whether every word leads somewhere, or none does. */
  boolean needsNoWord() {
    return !any.isEmpty() || whole.isEmpty() && beginnings.isEmpty() && ends.isEmpty();
  }

  void take(String word, IntConsumer to) {
    give(whole.get(word), to);
    if (!beginnings.isEmpty()) {
      for (int length : beginningLengths.headSet(word.length(), true)) {
        give(beginnings.get(word.substring(0, length)), to);
      }
    }
    if (!ends.isEmpty()) {
      for (int length : endLengths.headSet(word.length(), true)) {
        give(ends.get(word.substring(word.length() - length)), to);
      }
    }
    give(any, to);
  }

  private static void give(@Nullable List<Integer> targets, IntConsumer to) {
    if (targets != null) {
      for (int i = 0; i < targets.size(); i++) {
        to.accept(targets.get(i));
      }
    }
  }

  private static void add(Map<String, List<Integer>> targets, String word, int to) {
    List<Integer> known = targets.computeIfAbsent(word, none -> new ArrayList<>(1));
    if (!known.contains(to)) {
      known.add(to);
    }
  }
}
