package dev.leadloop.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds the name of which another is most likely a slip. Stricter than {@link NearestName}: for names of which most are
 * nobody's mistake, such as those of the many properties that systems send and no rule reads.
 */
public final class LikelySlip {
  /** Nothing longer is a slip of the pen. */
  private static final int LONGEST = 100;

  private static final int SHORTEST = 3;

  /** In shorter names one letter more or less makes another word. */
  private static final int ONE_MORE = 5;

  /** In shorter names one other letter does: scope and score, stats and seats. */
  private static final int ONE_OTHER = 6;

  private static final int TWO_EDITS = 10;
  private static final LevenshteinDistance EDITS = new LevenshteinDistance(2);

  private LikelySlip() {}

  /**
   * The known name that the given one is but for capitals, blanks and signs, as one of many or many of one, or for one letter
   * missing, too many or in its neighbour's place in a name of five, one wrong in a name of six, or two in a name of ten. The
   * first letter and all digits must be the same. Empty where it is a known name itself.
   */
  public static Optional<String> of(String given, Collection<String> known) {
    if (given.length() > LONGEST || known.contains(given)) {
      return Optional.empty();
    }
    String slip = plain(given);
    record Candidate(String name, int edits) {}
    return known.stream()
        .map(name -> new Candidate(name, edits(slip, plain(name))))
        .filter(candidate -> candidate.edits() >= 0)
        .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** How far the two are apart, 0 to 2; -1 where one is no slip of the other. */
  private static int edits(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    if (shorter < SHORTEST || Math.abs(one.length() - other.length()) > 3
        || one.codePointAt(0) != other.codePointAt(0) || !digits(one).equals(digits(other))) {
      return -1;
    }
    if (one.equals(other)) {
      return 0;
    }
    if (isManyOf(one, other) || isManyOf(other, one) || hasChangedPlaces(one, other)) {
      return 1;
    }
    int least = one.length() == other.length() ? ONE_OTHER : ONE_MORE;
    int most = shorter >= TWO_EDITS ? 2 : shorter >= least ? 1 : 0;
    int edits = EDITS.apply(one, other);
    return edits <= most ? edits : -1;
  }

  private static boolean isManyOf(String many, String one) {
    return many.equals(one + "s") || many.equals(one + "es")
        || one.endsWith("y") && many.equals(one.substring(0, one.length() - 1) + "ies");
  }

  private static boolean hasChangedPlaces(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return one.length() == other.length() && one.length() >= ONE_MORE && at + 1 < one.length()
        && one.charAt(at) == other.charAt(at + 1) && one.charAt(at + 1) == other.charAt(at)
        && one.regionMatches(at + 2, other, at + 2, one.length() - at - 2);
  }

  private static String digits(String text) {
    return only(text, Character::isDigit);
  }

  private static String plain(String name) {
    return only(name.toLowerCase(Locale.ROOT), Character::isLetterOrDigit);
  }

  private static String only(String text, IntPredicate kept) {
    return text.codePoints().filter(kept)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
