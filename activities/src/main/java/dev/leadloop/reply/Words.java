package dev.leadloop.reply;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The words of a text in their folded form, and where a sentence or a line ends between them.
 *
 * @param lines number of the line each word stands in, from 0
 * @param gaps what stands before each word, and at last behind the last one
 */
record Words(List<String> words, List<Integer> lines, List<Gap> gaps) {
  /** A line of such a length was broken by a program, and its end says nothing. */
  private static final int SHORTEST_WRAPPED = 55;

  private static final int LONGEST_WRAPPED = 90;

  /** What stands between two words; the stronger one holds. */
  enum Gap {
    NONE,
    COMMA,
    /** End of a line, or what parts a sentence. */
    LINE,
    SENTENCE,
    PARAGRAPH
  }

  /** The words of one line or of plain running text. */
  static Words of(String text) {
    return of(List.of(text));
  }

  static Words of(List<String> lines) {
    Reader reader = new Reader();
    boolean wrapped = false;
    for (int number = 0; number < lines.size(); number++) {
      String plain = Folding.plain(lines.get(number));
      if (plain.isBlank()) {
        reader.gap(Gap.PARAGRAPH);
      } else if (!wrapped) {
        reader.gap(Gap.LINE);
      }
      reader.read(plain, number);
      wrapped = plain.length() >= SHORTEST_WRAPPED && plain.length() <= LONGEST_WRAPPED;
    }
    return reader.done();
  }

  int size() {
    return words.size();
  }

  /** The same words as one sentence without a comma. */
  Words asOneSentence() {
    List<Gap> whole = new ArrayList<>(Collections.nCopies(size() + 1, Gap.NONE));
    whole.set(0, Gap.PARAGRAPH);
    whole.set(size(), Gap.PARAGRAPH);
    return new Words(words, lines, whole);
  }

  /** The same words, sentences parted no more than by a comma; lines and paragraphs stay. */
  Words runOn() {
    return new Words(words, lines, gaps.stream().map(gap -> gap == Gap.SENTENCE ? Gap.COMMA : gap).toList());
  }

  /** The number of the clause each word stands in; a comma parts clauses. */
  int[] clauses() {
    int[] numbers = new int[size()];
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] = numbers[i - 1] + (gaps.get(i) == Gap.COMMA || parted(i) ? 1 : 0);
    }
    return numbers;
  }

  /** Whether nothing of a sentence goes on from before this place. */
  boolean parted(int place) {
    return gaps.get(place).compareTo(Gap.SENTENCE) >= 0;
  }

  /** Takes a text apart, once, from its beginning to its end. */
  private static final class Reader {
    private final List<String> words = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private Gap gap = Gap.PARAGRAPH;

    void gap(Gap found) {
      gap = found.compareTo(gap) > 0 ? found : gap;
    }

    void read(String plain, int line) {
      int next;
      for (int at = 0; at < plain.length(); at = next) {
        int c = plain.codePointAt(at);
        next = at + Character.charCount(c);
        if (Folding.standsAlone(c)) {
          end(line);
          word.appendCodePoint(c);
          end(line);
        } else if (Character.isLetterOrDigit(c)) {
          word.appendCodePoint(c);
        } else {
          end(line);
          gap(between(at == 0 ? ' ' : plain.charAt(at - 1), c, next >= plain.length() ? ' ' : plain.codePointAt(next)));
        }
      }
      end(line);
    }

    private void end(int line) {
      if (!word.isEmpty()) {
        words.add(Folding.word(word));
        lines.add(line);
        gaps.add(gap);
        word.setLength(0);
        gap = Gap.NONE;
      }
    }

    /** A point within an address ends no sentence, and neither does one behind a number: the 5. of January. */
    private static Gap between(int before, int c, int next) {
      return switch (c) {
        case '.' -> Character.isLetterOrDigit(next) ? Gap.NONE : Character.isDigit(before) ? Gap.COMMA : Gap.SENTENCE;
        case '!', '?', '\u2026' -> Gap.SENTENCE;
        case '\u3002' -> Gap.SENTENCE;
        case ',', '\u3001' -> Gap.COMMA;
        case ';', ':', '(', ')', '\u2013', '\u2014', '[', ']', '"', '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb', '<', '>',
            '|',
            '*', '\u2022' -> Gap.LINE;
        case '\u300c', '\u300d', '\u3010', '\u3011' -> Gap.LINE;
        default -> Gap.NONE;
      };
    }

    Words done() {
      gaps.add(Gap.PARAGRAPH);
      return new Words(List.copyOf(words), List.copyOf(lines), List.copyOf(gaps));
    }
  }
}
