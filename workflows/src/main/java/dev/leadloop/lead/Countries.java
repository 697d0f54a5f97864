package dev.leadloop.lead;

import dev.leadloop.lead.text.RuleLines;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Countries by whatever they are called: their codes of ISO 3166-1 (and XK for Kosovo), their names in every language
 * that Java has locale data of, and the short, official and former names of {@code countries.txt}.
 */
public final class Countries {
  private static final String KOSOVO = "XK";

  /** Of "Republic of Austria" and "Austria, Republic of" the rest is a country's name; the longest form is tried first. */
  private static final List<String> FORMS =
      Stream.of("republic of", "federal republic of", "kingdom of", "state of", "commonwealth of", "principality of",
          "grand duchy of", "sultanate of", "islamic republic of", "arab republic of", "union of", "independent state of",
          "democratic republic of", "federation of", "hashemite kingdom of", "peoples republic of", "socialist republic of",
          "peoples democratic republic of", "democratic socialist republic of", "federal democratic republic of",
          "federative republic of", "oriental republic of", "eastern republic of", "co operative republic of")
          .sorted(Comparator.comparing(String::length).reversed())
          .toList();

  private static final List<String> CODES =
      Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of(KOSOVO)).toList();

  private static final LocaleNames NAMES =
      new LocaleNames(
          CODES, code -> Locale.of("", code), Locale::getDisplayCountry, codes(), RuleLines.of(Countries.class, "countries.txt"));

  private Countries() {}

  /** The two-letter code of a country as somebody called it; empty where no country is called so. */
  public static Optional<String> codeOf(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String flag = flag(text.strip());
    if (flag != null) {
      return Optional.of(flag).filter(CODES::contains);
    }
    return Optional.ofNullable(NAMES.find(text, Countries::withoutForm));
  }

  /** The English name of a code. */
  public static String name(String code) {
    return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }

  /** What countries are mostly called: in English and in their own languages. Good to look for what was meant. */
  public static Collection<String> names() {
    TreeSet<String> names = new TreeSet<>();
    CODES.forEach(code -> names.add(name(code)));
    for (Locale locale : Locale.getAvailableLocales()) {
      if (CODES.contains(locale.getCountry()) && locale.getVariant().isEmpty()) {
        names.add(locale.getDisplayCountry(locale));
      }
    }
    return names;
  }

  private static @Nullable String withoutForm(String plain) {
    for (String form : FORMS) {
      if (plain.startsWith(form + " ")) {
        return plain.substring(form.length() + 1);
      }
      if (plain.endsWith(" " + form)) {
        return plain.substring(0, plain.length() - form.length() - 1);
      }
    }
    return null;
  }

  /** The country of a flag, which is written in two letters of its own kind. */
  private static @Nullable String flag(String text) {
    int[] points = text.length() > 4 ? new int[0] : text.codePoints().toArray();
    if (points.length != 2 || !isFlagLetter(points[0]) || !isFlagLetter(points[1])) {
      return null;
    }
    return new String(new char[] {(char) (points[0] - 0x1f1e6 + 'A'), (char) (points[1] - 0x1f1e6 + 'A')});
  }

  private static boolean isFlagLetter(int point) {
    return point >= 0x1f1e6 && point <= 0x1f1ff;
  }

  /** Two and three letters, and those of countries that were renamed: an old code is the beginning of its four letters. */
  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String former : Locale.getISOCountries(Locale.IsoCountryCode.PART3)) {
      codes.put(former.substring(0, 2), former.substring(2));
    }
    codes.values().removeIf(code -> !CODES.contains(code));
    for (String code : Locale.getISOCountries()) {
      codes.put(Locale.of("", code).getISO3Country(), code);
    }
    codes.put("XKX", KOSOVO);
    CODES.forEach(code -> codes.put(code, code));
    return codes;
  }
}
