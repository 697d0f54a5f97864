package dev.leadloop.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The form of a wording, as it is written in the tables.
 *
 * <pre>
 * stop writing          these words, in any case and with or without accents
 * newsletter*  *liste   words that begin or end so
 * (stop|cease)          one of them
 * [please]              may be there
 * ~  ~4                 up to two, or up to four other words
 * **                    any number of other words of the sentence
 * {mail}                one of the words that the table names so
 * remove &amp; {me} &amp; list   all of these in one clause, in any order and near each other
 * ^  $                  where a sentence or a line begins or ends; courtesy before and behind does not count
 * &lt;  &gt;                  the same, or a comma
 * </pre>
 */
final class Phrase {
  private final String text;
  private final Map<String, String> names;
  private int at;

  /** A piece of a wording. */
  sealed interface Piece {
    /** Pieces one after the other. */
    record Sequence(List<Piece> pieces) implements Piece {}

    /** One of them. */
    record OneOf(List<Piece> ways) implements Piece {}

    /** A word, whole or only its beginning or end. */
    record Word(String word, Part part) implements Piece {}

    /** Up to so many other words; -1 for any number. */
    record Others(int most) implements Piece {}

    /** A place between words. */
    record Edge(boolean before, boolean comma) implements Piece {}
  }

  /** How much of a word must be the same. */
  enum Part {
    WHOLE,
    BEGINNING,
    END
  }

  private Phrase(String text, Map<String, String> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * The phrases that a wording is made of.
   *
   * @param names what the table's names stand for
   * @throws IllegalArgumentException where it is not written as it should be, with what is wrong
   */
  static List<Piece.Sequence> parts(String text, Map<String, String> names) {
    return Arrays.stream(text.split("&", -1)).map(part -> read(part, names)).toList();
  }

  private static Piece.Sequence read(String text, Map<String, String> names) {
    Phrase phrase = new Phrase(text, names);
    Piece.Sequence read = phrase.sequence();
    if (phrase.at < text.length()) {
      throw phrase.fault("'" + text.charAt(phrase.at) + "' closes nothing");
    }
    if (read.pieces().isEmpty()) {
      throw phrase.fault("there are no words");
    }
    return read;
  }

  private Piece.Sequence sequence() {
    List<Piece> pieces = new ArrayList<>();
    while (at < text.length() && "|)]".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      switch (c) {
        case ' ' -> at++;
        case '(' -> pieces.add(oneOf(')'));
        case '[' -> pieces.add(new Piece.OneOf(List.of(oneOf(']'), new Piece.Sequence(List.of()))));
        case '{' -> pieces.add(named());
        case '~' -> pieces.add(others());
        case '^', '<' -> pieces.add(edge(true, c == '<'));
        case '$', '>' -> pieces.add(edge(false, c == '>'));
        default -> words(pieces);
      }
    }
    return new Piece.Sequence(List.copyOf(pieces));
  }

  private Piece edge(boolean before, boolean comma) {
    at++;
    return new Piece.Edge(before, comma);
  }

  private Piece oneOf(char closing) {
    List<Piece> ways = new ArrayList<>();
    do {
      at++;
      ways.add(sequence());
    } while (at < text.length() && text.charAt(at) == '|');
    if (at >= text.length() || text.charAt(at) != closing) {
      throw fault("'" + closing + "' is missing");
    }
    at++;
    return new Piece.OneOf(List.copyOf(ways));
  }

  private Piece named() {
    int end = text.indexOf('}', at);
    String meant = end < 0 ? null : names.get(text.substring(at + 1, end));
    if (meant == null) {
      throw fault("the table gives no words for " + text.substring(at, end < 0 ? text.length() : end + 1));
    }
    at = end + 1;
    return read("(" + meant + ")", names);
  }

  private Piece others() {
    int from = ++at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return new Piece.Others(from == at ? 2 : Integer.parseInt(text.substring(from, at)));
  }

  private void words(List<Piece> pieces) {
    int from = at;
    while (at < text.length() && " ()[]{}|~^$<>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String written = text.substring(from, at);
    if (written.equals("**")) {
      pieces.add(new Piece.Others(-1));
      return;
    }
    List<String> words = Words.of(written).words();
    if (words.isEmpty()) {
      throw fault("'" + written + "' is no word");
    }
    for (int i = 0; i < words.size(); i++) {
      boolean end = written.startsWith("*") && i == 0;
      boolean beginning = written.endsWith("*") && i == words.size() - 1;
      pieces.add(new Piece.Word(words.get(i), end ? Part.END : beginning ? Part.BEGINNING : Part.WHOLE));
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException("'" + text + "': " + what);
  }
}
