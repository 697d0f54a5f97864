package dev.leadloop.console;

import org.jspecify.annotations.Nullable;

/** The numbers that count, in one line. */
public final class ScoreWords {
  private ScoreWords() {}

  /** Such as "62 B, product use 40 (PQL)"; empty where nothing is decided yet. */
  public static String of(
      @Nullable Integer score,
      @Nullable String grade,
      @Nullable Integer product,
      @Nullable Integer account,
      @Nullable String qualifiedBy) {
    return score == null
        ? ""
        : score + " " + grade
            + (product == null || product == 0 ? "" : ", product use " + product)
            + (account == null || account == 0 ? "" : ", company " + account)
            + (qualifiedBy == null ? "" : " (" + qualifiedBy + ")");
  }
}
