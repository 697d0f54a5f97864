package dev.leadloop.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what a mistyped name was probably meant to be. */
public final class NearestName {
  /** Nothing longer is a slip of the pen. */
  private static final int LONGEST = 100;

  private NearestName() {}

  /**
   * The known name that takes the fewest edits, if they are no more than a third of the given letters (at least two).
   * Capitals, hyphens and underscores make no difference.
   */
  public static Optional<String> to(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    LevenshteinDistance edits = new LevenshteinDistance(Math.max(2, given.length() / 3));
    String slip = plain(given);
    record Candidate(String name, int edits) {}
    return known.stream()
        .map(name -> new Candidate(name, edits.apply(slip, plain(name))))
        .filter(candidate -> candidate.edits() >= 0)
        .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** What to tell who gave a name that is not among the known ones, to be read after the field's name. */
  public static String among(String given, Collection<String> known) {
    return "is not one of " + known + to(given, known).map(nearest -> "; did you mean '" + nearest + "'?").orElse("");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
