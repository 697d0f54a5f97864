package dev.leadloop.reply;

import dev.leadloop.reply.Lexicon.Hit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wordings found in what a person wrote, without those that others of them take back. */
final class Statement {
  /** A name, a title or a date between others takes no more words. */
  private static final int SHORT = 3;

  private final List<String> lines;
  private final Words words;
  private final PoliteEdges edges;
  private final BitSet smallPrint;
  private final Map<Meaning, List<Hit>> hits = new EnumMap<>(Meaning.class);

  /**
   * Reads lines.
   *
   * @param courtesies wordings of greetings and thanks
   * @param printed wordings of small print
   * @param wordings all that decide what is meant
   */
  Statement(List<String> lines, Lexicon courtesies, Lexicon printed, Lexicon wordings) {
    this.lines = lines;
    this.words = Words.of(lines);
    this.edges = new PoliteEdges(words, courtesies);
    this.smallPrint = smallPrint(printed);
    for (Meaning meaning : Meaning.values()) {
      hits.put(meaning, new ArrayList<>());
    }
    for (Hit hit : wordings.find(words, edges)) {
      if (!touches(smallPrint, hit)) {
        of(hit.meaning()).add(hit);
      }
    }
    takeBack(Meaning.NOT_STOP, Meaning.STOP, Meaning.MAYBE_STOP);
    takeBack(Meaning.NOT_NO, Meaning.NO);
    takeBack(Meaning.STOP, Meaning.MAYBE_STOP, Meaning.INTEREST);
    takeBack(Meaning.MAYBE_STOP, Meaning.INTEREST);
    takeBack(Meaning.NO, Meaning.INTEREST);
    takeBack(Meaning.AWAY_MORE, Meaning.INTEREST);
  }

  /** From the beginning of the line or sentence in which it begins to the end of its paragraph. */
  private BitSet smallPrint(Lexicon printed) {
    BitSet muted = new BitSet();
    for (Hit hit : printed.find(words.runOn())) {
      if (!muted.get(hit.from())) {
        int from = hit.from();
        while (words.gaps().get(from).compareTo(Words.Gap.LINE) < 0) {
          from--;
        }
        int to = hit.to() + 1;
        while (words.gaps().get(to) != Words.Gap.PARAGRAPH) {
          to++;
        }
        muted.set(from, to);
      }
    }
    return muted;
  }

  private void takeBack(Meaning by, Meaning... taken) {
    BitSet covered = new BitSet();
    of(by).forEach(hit -> covered.set(hit.from(), hit.to() + 1));
    for (Meaning meaning : taken) {
      of(meaning).removeIf(hit -> touches(covered, hit));
    }
  }

  private static boolean touches(BitSet places, Hit hit) {
    int next = places.nextSetBit(hit.from());
    return next >= 0 && next <= hit.to();
  }

  List<Hit> of(Meaning meaning) {
    return hits.getOrDefault(meaning, List.of());
  }

  boolean has(Meaning meaning) {
    return !of(meaning).isEmpty();
  }

  /** Whether nothing is said at all. */
  boolean silent() {
    return smallPrint.cardinality() == words.size();
  }

  /** Whether this is all that is said, but for courtesy. */
  boolean isAll(Hit hit) {
    return edges.onlyCourtesy(0, hit.from() - 1) && edges.onlyCourtesy(hit.to() + 1, words.size() - 1);
  }

  /** Whether one of these meanings stands in every sentence, but for those of courtesy and names. */
  boolean nothingBeside(Meaning one, Meaning other) {
    BitSet said = new BitSet();
    for (Meaning meaning : List.of(one, other)) {
      of(meaning).forEach(hit -> said.set(hit.from(), hit.to() + 1));
    }
    for (int from = 0, to; from < words.size(); from = to) {
      to = from + 1;
      while (words.gaps().get(to).compareTo(Words.Gap.LINE) < 0) {
        to++;
      }
      int next = said.nextSetBit(from);
      if ((next < 0 || next >= to) && to - from > SHORT && !edges.onlyCourtesy(from, to - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether each wording of one meaning shares its sentence with one of the other. */
  boolean onlyBeside(Meaning one, Meaning other) {
    return of(one).stream().allMatch(hit -> of(other).stream().anyMatch(near -> sameSentence(hit, near)));
  }

  private boolean sameSentence(Hit one, Hit other) {
    int from = Math.min(one.from(), other.from());
    int to = Math.max(one.to(), other.to());
    return words.gaps().subList(from + 1, to + 1).stream().allMatch(gap -> gap.compareTo(Words.Gap.LINE) < 0);
  }

  /** The line in which a wording begins. */
  @Nullable String lineOf(List<Hit> found) {
    return found.isEmpty() ? null : lines.get(words.lines().get(found.getFirst().from()));
  }

  /** Whether the writer is spoken of within a wording. */
  boolean within(Hit hit, Meaning meaning) {
    return of(meaning).stream().anyMatch(inner -> inner.from() >= hit.from() && inner.to() <= hit.to());
  }

  /** The lines as one text, without small print and without empty lines at either end. */
  String text() {
    BitSet printed = new BitSet();
    BitSet said = new BitSet();
    for (int i = 0; i < words.size(); i++) {
      (smallPrint.get(i) ? printed : said).set(words.lines().get(i));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (!printed.get(i) || said.get(i)) {
        text.append(lines.get(i)).append('\n');
      }
    }
    return text.toString().strip().replaceAll("\n{3,}", "\n\n");
  }
}
