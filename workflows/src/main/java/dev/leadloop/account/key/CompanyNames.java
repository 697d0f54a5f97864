package dev.leadloop.account.key;

import dev.leadloop.lead.CompanyName;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.lead.text.RuleLines;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of companies as they are compared. Case, accents, signs, a leading article and the legal form make no other company:
 * "The Müller GmbH & Co. KG" is "muller". The legal forms are the lines of {@code legal-forms.txt}.
 */
final class CompanyNames {
  /** What is longer is a text about a company, not its name. */
  private static final int LONGEST = 300;

  /** Letters that stand for themselves in Unicode and are written without their sign where there is none. */
  private static final Map<Integer, String> PLAIN = Map.ofEntries(
      Map.entry((int) 'ß', "ss"), Map.entry((int) 'æ', "ae"), Map.entry((int) 'œ', "oe"), Map.entry((int) 'ø', "o"),
      Map.entry((int) 'đ', "d"), Map.entry((int) 'ð', "d"), Map.entry((int) 'þ', "th"), Map.entry((int) 'ł', "l"),
      Map.entry((int) 'ı', "i"), Map.entry((int) 'ħ', "h"), Map.entry((int) '&', " and "), Map.entry((int) '+', " plus "),
      Map.entry((int) '#', " sharp "), Map.entry((int) 'ς', "σ"));

  /** Forms that are written without a blank before or behind the name. */
  private static final List<String> ATTACHED = List.of(
      "株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "주식회사", "유한회사", "(株)", "(有)", "(주)");

  /** Legal forms that are the whole name of well-known companies as well. */
  private static final Set<String> NAMES_TOO = Set.of(
      "sas", "se", "bt", "ee", "eg", "cic", "ba", "da", "pt", "psa", "sca", "scs", "pfa", "mei", "ad", "asa", "est", "ike", "og",
      "op", "gk");

  /** They and dots stand within a word. */
  private static final String APOSTROPHES = ".'’‘`´";

  private static final Set<Character.UnicodeScript> ACCENTED =
      Set.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.GREEK, Character.UnicodeScript.CYRILLIC);
  private static final Set<String> ARTICLES = Set.of("the");

  private static final List<List<String>> FORMS = RuleLines.of(CompanyNames.class, "legal-forms.txt").stream()
      .flatMap(line -> List.of(line.data().split(", ")).stream())
      .map(CompanyNames::words)
      .sorted((one, other) -> Integer.compare(other.size(), one.size()))
      .toList();
  private static final Map<String, List<List<String>>> BY_LAST =
      FORMS.stream().collect(Collectors.groupingBy(form -> form.get(form.size() - 1)));
  private static final Map<String, List<List<String>>> BY_FIRST =
      FORMS.stream().collect(Collectors.groupingBy(form -> form.get(0)));

  private CompanyNames() {}

  /** The form in which a name is compared; empty where it names no company. */
  static Optional<String> compared(String given) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    String folded = FoldedText.of(given);
    if (CompanyName.NOBODYS.contains(folded) || folded.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return Optional.empty();
    }
    List<String> whole = words(withoutAttached(folded));
    List<String> words = withoutForms(whole);
    String name = String.join(" ", words);
    return name.codePointCount(0, name.length()) < 2 || CompanyName.NOBODYS.contains(name) || areForms(whole) || areForms(words)
        ? Optional.empty()
        : Optional.of(name);
  }

  private static String withoutAttached(String folded) {
    String name = folded;
    for (String form : ATTACHED) {
      if (name.length() >= form.length()) {
        name = name.startsWith(form) ? name.substring(form.length())
            : name.endsWith(form) ? name.substring(0, name.length() - form.length()) : name;
      }
    }
    return name;
  }

  /** Dots and apostrophes stand within a word, all other signs between two. */
  private static List<String> words(String text) {
    String plain = Normalizer.normalize(FoldedText.of(text), Normalizer.Form.NFKD);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
      int point = plain.codePointAt(i);
      String instead = PLAIN.get(point);
      if (instead != null && instead.startsWith(" ")) {
        next(words, word);
        words.add(instead.strip());
      } else if (instead != null) {
        word.append(instead);
      } else if (Character.isLetterOrDigit(point) || (isMark(point) && !accented(word))) {
        word.appendCodePoint(point);
      } else if (!isMark(point) && APOSTROPHES.indexOf(point) < 0) {
        next(words, word);
      }
    }
    next(words, word);
    return words.stream().map(one -> Normalizer.normalize(one, Normalizer.Form.NFC)).toList();
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Whether a mark behind the word is an accent; in other scripts it may be a vowel. */
  private static boolean accented(StringBuilder word) {
    return word.isEmpty() || ACCENTED.contains(Character.UnicodeScript.of(word.codePointBefore(word.length())));
  }

  private static void next(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /** At least one word stays. */
  private static List<String> withoutForms(List<String> given) {
    List<String> words = given;
    int before;
    do {
      before = words.size();
      words = withoutLast(words);
    } while (words.size() < before);
    if (words.size() > 1 && ARTICLES.contains(words.get(0))) {
      words = words.subList(1, words.size());
    }
    return withoutFirst(words);
  }

  /** Whether there is no more than legal forms, of which none is a company's name too. */
  private static boolean areForms(List<String> words) {
    if (!words.isEmpty() && NAMES_TOO.contains(words.get(0)) && firstForm(words) == 1) {
      return false;
    }
    List<String> rest = words;
    while (!rest.isEmpty()) {
      int size = firstForm(rest);
      if (size == 0) {
        return false;
      }
      rest = rest.subList(size, rest.size());
    }
    return true;
  }

  /** How many words the longest legal form at the beginning has; 0 where there is none. */
  private static int firstForm(List<String> words) {
    if (words.get(0).equals("and") || ATTACHED.contains(words.get(0))) {
      return 1;
    }
    return BY_FIRST.getOrDefault(words.get(0), List.of()).stream()
        .filter(form -> form.size() <= words.size() && words.subList(0, form.size()).equals(form))
        .mapToInt(List::size).max().orElse(0);
  }

  private static List<String> withoutLast(List<String> words) {
    if (words.size() < 2) {
      return words;
    }
    if (words.get(words.size() - 1).equals("and")) {
      return words.subList(0, words.size() - 1);
    }
    for (List<String> form : BY_LAST.getOrDefault(words.get(words.size() - 1), List.of())) {
      int rest = words.size() - form.size();
      if (rest > 0 && words.subList(rest, words.size()).equals(form)) {
        return words.subList(0, rest);
      }
    }
    return words;
  }

  private static List<String> withoutFirst(List<String> words) {
    for (List<String> form : words.size() < 2 ? List.<List<String>>of() : BY_FIRST.getOrDefault(words.get(0), List.of())) {
      if (form.size() < words.size() && words.subList(0, form.size()).equals(form)) {
        return words.subList(form.size(), words.size());
      }
    }
    return words;
  }
}
