package dev.leadloop.reply;

import dev.leadloop.reply.Phrase.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds many wordings in a text in one pass. All of them are one automaton over words, so that the time is bounded by the
 * length of the text, whatever it says; nothing is ever tried again from an earlier place.
 */
final class PhraseMatcher {
  private final List<Place> places = new ArrayList<>();
  private final Steps first = new Steps();
  private final Steps firstOfSentence = new Steps();
  private final Steps firstBehindComma = new Steps();

  /** Where sentences begin and end, as the reader of a text sees it. */
  interface Edges {
    /**
     * Whether a sentence begins with this word.
     *
     * @param comma whether it is enough that a comma stands there
     */
    boolean begins(int word, boolean comma);

    /** Whether a sentence ends with this word. */
    boolean ends(int word, boolean comma);
  }

  /**
   * Where a wording stands.
   *
   * @param wording its number
   * @param from first word of it
   * @param to last word of it
   */
  record Found(int wording, int from, int to) {}

  /** A place within a wording; {@code rule} is the wording that may end here, or -1. */
  private static final class Place {
    private final Steps steps = new Steps();
    private int rule = -1;
    private Piece.@Nullable Edge edge;

    boolean mayEnd(int word, Edges edges) {
      Piece.Edge needed = edge;
      return rule >= 0 && (needed == null || edges.ends(word, needed.comma()));
    }
  }

  /** The wordings, each known by its number in the list. */
  PhraseMatcher(List<Piece.Sequence> wordings) {
    for (int rule = 0; rule < wordings.size(); rule++) {
      add(rule, wordings.get(rule).pieces());
    }
  }

  private void add(int rule, List<Piece> pieces) {
    int end = place();
    places.get(end).rule = rule;
    int from = 0;
    int to = pieces.size();
    Steps beginning = first;
    if (pieces.getFirst() instanceof Piece.Edge edge) {
      beginning = edge.comma() ? firstBehindComma : firstOfSentence;
      from++;
    }
    if (pieces.getLast() instanceof Piece.Edge edge) {
      places.get(end).edge = edge;
      to--;
    }
    Place start = places.get(sequence(pieces.subList(from, to), end));
    if (start.rule >= 0 || start.steps.needsNoWord()) {
      throw new IllegalArgumentException("A wording begins with a word that must be there.");
    }
    beginning.addAll(start.steps);
  }

  /** Built from the end to the beginning: the place from which these pieces lead to {@code next}. */
  private int sequence(List<Piece> pieces, int next) {
    int to = next;
    for (Piece piece : pieces.reversed()) {
      to = piece(piece, to);
    }
    return to;
  }

  private int piece(Piece piece, int next) {
    return switch (piece) {
      case Piece.Word word -> {
        int place = place();
        places.get(place).steps.add(word, next);
        yield place;
      }
      case Piece.OneOf oneOf -> {
        int place = place();
        oneOf.ways().forEach(way -> join(place, piece(way, next)));
        yield place;
      }
      case Piece.Sequence sequence -> sequence(sequence.pieces(), next);
      case Piece.Others others -> others(others.most(), next);
      case Piece.Edge edge -> edge(edge, next);
    };
  }

  /** Among others that may come last: here the wording ends as well, if the sentence does. */
  private int edge(Piece.Edge edge, int end) {
    if (edge.before() || places.get(end).rule < 0) {
      throw new IllegalArgumentException("Where a sentence begins is said first, where it ends last.");
    }
    int place = place();
    places.get(place).rule = places.get(end).rule;
    places.get(place).edge = edge;
    return place;
  }

  private int others(int most, int next) {
    int behind = next;
    for (int i = 0; i < Math.max(1, most); i++) {
      int place = place();
      places.get(place).steps.addAny(most < 0 ? place : behind);
      join(place, next);
      behind = place;
    }
    return behind;
  }

  /** Whatever may come from the one place may come from the other. */
  private void join(int place, int other) {
    places.get(place).steps.addAll(places.get(other).steps);
    places.get(place).rule = Math.max(places.get(place).rule, places.get(other).rule);
    places.get(place).edge = places.get(place).edge == null ? places.get(other).edge : places.get(place).edge;
  }

  private int place() {
    places.add(new Place());
    return places.size() - 1;
  }

  /** Every place in these words where one of the wordings stands. */
  List<Found> find(Words words, Edges edges) {
    List<Found> found = new ArrayList<>();
    Front front = new Front(places.size());
    Front next = new Front(places.size());
    for (int at = 0; at < words.size(); at++) {
      String word = words.words().get(at);
      if (!words.parted(at)) {
        front.step(word, next);
      }
      begin(word, at, edges, next);
      for (int i = 0; i < next.size; i++) {
        Place place = places.get(next.reached[i]);
        if (place.mayEnd(at, edges)) {
          found.add(new Found(place.rule, next.from[next.reached[i]], at));
        }
      }
      Front done = front;
      front = next;
      next = done;
      next.clear();
    }
    return found;
  }

  private void begin(String word, int at, Edges edges, Front next) {
    first.take(word, place -> next.reach(place, at));
    if (edges.begins(at, true)) {
      firstBehindComma.take(word, place -> next.reach(place, at));
    }
    if (edges.begins(at, false)) {
      firstOfSentence.take(word, place -> next.reach(place, at));
    }
  }

  /** The places reached with one word, each once, and with which word the way to it began. */
  private final class Front {
    private final int[] reached;
    private final int[] from;
    private int size;

    Front(int places) {
      reached = new int[places];
      from = new int[places];
      Arrays.fill(from, -1);
    }

    /** The way that began first holds. */
    void reach(int place, int began) {
      if (from[place] < 0) {
        reached[size++] = place;
        from[place] = began;
      } else if (began < from[place]) {
        from[place] = began;
      }
    }

    void step(String word, Front next) {
      for (int i = 0; i < size; i++) {
        int began = from[reached[i]];
        places.get(reached[i]).steps.take(word, place -> next.reach(place, began));
      }
    }

    void clear() {
      for (int i = 0; i < size; i++) {
        from[reached[i]] = -1;
      }
      size = 0;
    }
  }
}
