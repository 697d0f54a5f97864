package dev.leadloop.lead.industry;

import dev.leadloop.lead.text.RuleLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Codes of NAICS, NACE, ISIC and SIC, as {@code industry-codes.txt} has them. One is read where its system is named before it,
 * or where its form tells it: six digits are of NAICS, and 62.01, J62.01 and 6201Z of NACE.
 */
final class IndustryCodes {
  private static final String NAICS = "naics";
  private static final String NACE = "nace";
  private static final String SIC = "sic";
  private static final int OF_BRITAIN = 5;
  private static final int OF_NAICS = 6;
  private static final int OF_CLASS = 4;
  private static final int MOST_WORDS = 6;

  /** What is made of NACE, or is the same for the first two digits. */
  private static final Set<String> LIKE_NACE =
      Set.of(NACE, "isic", "wz", "naf", "ape", "ateco", "cnae", "sbi", "noga", "onace", "önace", "section",
          "abschnitt");

  /** What may stand between a system and a code. */
  private static final Set<String> BETWEEN = Set.of("code", "codes", "rev", "rev.", "rev.2", "rev.4", "v", "2", "4", ".",
      "section", "division");

  private static final Map<String, String> BEGINNINGS = new HashMap<>();

  /**
   * The industry of a code.
   *
   * @param words the system and the code, such as "NACE 62.01"
   */
  record Found(String industry, String words) {}

  static {
    for (RuleLines.Line line : RuleLines.of(IndustryCodes.class, "industry-codes.txt")) {
      int colon = line.data().indexOf(": ");
      String[] head = line.data().substring(0, colon).split(" > ", -1);
      for (String beginning : List.of(line.data().substring(colon + 2).split(", ", -1))) {
        BEGINNINGS.put(head[0] + beginning, head[1]);
      }
    }
  }

  private IndustryCodes() {}

  /** The code that a text begins with; empty where it is none. */
  static Optional<Found> of(String text) {
    List<String> words = words(text.toLowerCase(Locale.ROOT));
    if (words.isEmpty()) {
      return Optional.empty();
    }
    if (words.get(0).equals("uk") && words.size() > 1 && words.get(1).equals(SIC)) {
      words = words.subList(1, words.size());
    }
    String first = words.get(0);
    return first.equals(NAICS) || first.equals(SIC) || LIKE_NACE.contains(first) ? named(first, words) : byForm(first);
  }

  /** The first words, each of letters, digits and points. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int at = 0; at <= text.length() && words.size() < MOST_WORDS; at++) {
      boolean inside = at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.');
      if (inside && from < 0) {
        from = at;
      } else if (!inside && from >= 0) {
        words.add(text.substring(from, at));
        from = -1;
      }
    }
    return words;
  }

  private static Optional<Found> named(String system, List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      boolean year = word.length() == OF_CLASS && word.startsWith("20") && i + 1 < words.size() && digits(words.get(i + 1)) >= 2;
      if (!year && !BETWEEN.contains(word)) {
        boolean british = system.equals(SIC) && digits(word) >= OF_BRITAIN;
        return found(british || LIKE_NACE.contains(system) ? NACE : system, word);
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> byForm(String word) {
    int digits = digits(word);
    if (digits == OF_NAICS && word.length() == OF_NAICS) {
      return found(NAICS, word);
    }
    String code = bare(word);
    boolean dotted = code.length() > 3 && code.charAt(2) == '.' && digits <= OF_NAICS;
    boolean french = digits == OF_CLASS && word.length() == OF_CLASS + 1 && Character.isLetter(word.charAt(OF_CLASS));
    return dotted || french ? found(NACE, word) : Optional.empty();
  }

  private static int digits(String word) {
    return (int) word.chars().filter(c -> c >= '0' && c <= '9').count();
  }

  /** A code without the letter of its section before it and the one that some add behind it. */
  private static String bare(String word) {
    int from = !word.isEmpty() && word.charAt(0) >= 'a' && word.charAt(0) <= 'u' ? 1 : 0;
    int to = word.length() > from + 1 && word.charAt(word.length() - 1) >= 'a' ? word.length() - 1 : word.length();
    return word.substring(from, to);
  }

  private static Optional<Found> found(String system, String word) {
    String code = word.length() == 1 ? word : bare(word);
    String digits = code.replace(".", "");
    @Nullable String industry = digits.length() == 1 ? BEGINNINGS.get(system + digits) : null;
    boolean number = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    for (int length = digits.length(); number && length >= 2 && industry == null; length--) {
      industry = BEGINNINGS.get(system + digits.substring(0, length));
    }
    return industry == null
        ? Optional.empty()
        : Optional.of(new Found(industry, system.toUpperCase(Locale.ROOT) + " " + word.toUpperCase(Locale.ROOT)));
  }
}
