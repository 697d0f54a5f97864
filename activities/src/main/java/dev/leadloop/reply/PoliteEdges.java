package dev.leadloop.reply;

import dev.leadloop.reply.Lexicon.Hit;
import dev.leadloop.reply.Words.Gap;

/**
 * Sentences begin and end where the text says so, and courtesy at either end is not counted: "Hi Kim, stop please, thanks"
 * begins and ends with its third word.
 */
final class PoliteEdges implements PhraseMatcher.Edges {
  /** Names behind a greeting, or behind regards. */
  private static final int NAMES = 3;

  private final Words words;
  private final boolean[] polite;
  private final boolean[] greeting;
  private final boolean[] thanks;
  private final boolean[] begins;
  private final boolean[] ends;
  private final boolean[] beginsOrComma;
  private final boolean[] endsOrComma;
  private final int[] behindThanks;

  PoliteEdges(Words words, Lexicon courtesies) {
    this.words = words;
    int size = words.size();
    polite = new boolean[size];
    greeting = new boolean[size];
    thanks = new boolean[size];
    begins = new boolean[size];
    ends = new boolean[size];
    beginsOrComma = new boolean[size];
    endsOrComma = new boolean[size];
    behindThanks = new int[size + 1];
    courtesies.find(words).forEach(this::mark);
    for (int i = 0; i < size; i++) {
      begins[i] = parts(i, Gap.LINE) || begins[i - 1] && polite[i - 1] || behindNames(i);
      beginsOrComma[i] = begins[i] || parts(i, Gap.COMMA) || beginsOrComma[i - 1] && polite[i - 1];
    }
    behindThanks[size] = size;
    for (int i = size - 1; i >= 0; i--) {
      behindThanks[i] = thanks[i] ? behindThanks[i + 1] : i;
      ends[i] = parts(i + 1, Gap.LINE) || ends[i + 1] && polite[i + 1] || beforeNames(i);
      endsOrComma[i] = ends[i] || parts(i + 1, Gap.COMMA) || endsOrComma[i + 1] && polite[i + 1];
    }
  }

  private void mark(Hit hit) {
    for (int i = hit.from(); i <= hit.to(); i++) {
      polite[i] = true;
      greeting[i] |= hit.meaning() == Meaning.GREETING;
      thanks[i] |= hit.meaning() == Meaning.THANKS;
    }
  }

  /** Whether a greeting and names stand before a comma here. */
  private boolean behindNames(int at) {
    if (!parts(at, Gap.COMMA)) {
      return false;
    }
    for (int back = at - 1; back >= 0 && back >= at - NAMES - 1; back--) {
      if (greeting[back] && begins[back]) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing but thanks and names come behind this word. */
  private boolean beforeNames(int at) {
    int behind = behindThanks[at + 1];
    if (behind == at + 1) {
      return false;
    }
    for (int end = behind; end <= behind + NAMES && end <= words.size(); end++) {
      if (parts(end, Gap.LINE)) {
        return true;
      }
    }
    return false;
  }

  private boolean parts(int gap, Gap least) {
    return words.gaps().get(gap).compareTo(least) >= 0;
  }

  @Override
  public boolean begins(int word, boolean comma) {
    return comma ? beginsOrComma[word] : begins[word];
  }

  @Override
  public boolean ends(int word, boolean comma) {
    return comma ? endsOrComma[word] : ends[word];
  }

  /** Whether words are courtesy and nothing else. */
  boolean onlyCourtesy(int from, int to) {
    for (int i = from; i <= to; i++) {
      if (!polite[i]) {
        return false;
      }
    }
    return true;
  }
}
