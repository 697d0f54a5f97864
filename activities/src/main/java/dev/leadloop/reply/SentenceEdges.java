package dev.leadloop.reply;

import dev.leadloop.reply.Words.Gap;

/** Sentences begin and end where the text says so. */
record SentenceEdges(Words words) implements PhraseMatcher.Edges {
  @Override
  public boolean begins(int word, boolean comma) {
    return parts(word, comma);
  }

  @Override
  public boolean ends(int word, boolean comma) {
    return parts(word + 1, comma);
  }

  private boolean parts(int gap, boolean comma) {
    return words.gaps().get(gap).compareTo(comma ? Gap.COMMA : Gap.LINE) >= 0;
  }
}
