package dev.leadloop.lead;

import dev.leadloop.lead.text.PlainText;
import dev.leadloop.lead.text.RuleLines;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the code of a thing that has a name in every language. What most people write is at hand at once; the names in
 * all other languages, some thirty thousand, are gathered when one is first asked for, which takes a second.
 */
final class LocaleNames {
  /** Longer texts are no names. */
  private static final int LONGEST = 100;

  /** Forms that stand before one another at most, as in "Republic of the Union of". */
  private static final int FORMS = 2;

  /** Regions whose words for the world differ from their language's, of those that many people write in. */
  private static final Set<Locale> REGIONS =
      Set.of(
          Locale.of("pt", "PT"), Locale.of("zh", "HK"), Locale.of("zh", "TW"), Locale.of("fr", "CA"), Locale.of("fr", "CH"),
          Locale.of("de", "AT"), Locale.of("de", "CH"), Locale.of("es", "MX"), Locale.of("es", "AR"), Locale.of("en", "GB"));

  private final Collection<String> codes;
  private final Function<String, Locale> localeOf;
  private final BiFunction<Locale, Locale, String> nameIn;
  private final Map<String, String> near = new HashMap<>();
  private final Map<String, String> byCode = new HashMap<>();
  private volatile @Nullable Map<String, String> everywhere;

  /**
   * Over names of locale data and more.
   *
   * @param localeOf a locale that has the code
   * @param nameIn what it is called, in the language of the second
   * @param called further codes, each with the code it stands for
   * @param lines a code and names, with commas between
   */
  LocaleNames(
      Collection<String> codes,
      Function<String, Locale> localeOf,
      BiFunction<Locale, Locale, String> nameIn,
      Map<String, String> called,
      Collection<RuleLines.Line> lines) {
    this.codes = codes;
    this.localeOf = localeOf;
    this.nameIn = nameIn;
    for (RuleLines.Line line : lines) {
      String[] names = line.data().split(", ");
      for (int i = 1; i < names.length; i++) {
        near.put(key(names[i]), names[0]);
      }
    }
    called.forEach((name, code) -> byCode.putIfAbsent(key(name), canonical(code)));
    codes.forEach(code -> near.putIfAbsent(key(nameIn.apply(localeOf.apply(code), Locale.ENGLISH)), canonical(code)));
  }

  /**
   * The code of what was called so; null where nothing is.
   *
   * @param shorter takes a form such as "Republic of" off a plain name; null where there is none
   */
  @Nullable String find(String given, Function<String, @Nullable String> shorter) {
    String text = given.strip();
    if (text.length() > LONGEST) {
      return null;
    }
    String code = findNamed(text);
    String rest = key(text);
    for (int i = 0; code == null && rest != null && i < FORMS; i++) {
      rest = shorter.apply(rest);
      code = rest == null ? null : findNamed(rest);
    }
    return code == null ? agreed(text) : code;
  }

  private @Nullable String findNamed(String text) {
    String plain = key(text);
    String code = near.get(plain);
    if (code == null && isAscii(text)) {
      code = byCode.get(plain);
    }
    return code != null || plain.isEmpty() ? code : everywhere().get(plain);
  }

  /** A code has no accents: Áo is Austria in Vietnamese, and no Angola. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** What stands for a code that has another, such as no for nb. */
  private String canonical(String code) {
    return near.getOrDefault(key(code), code);
  }

  /** Of a text that says it twice, such as "Germany (DE)" or "DE - Deutschland": where each part says the same. */
  private @Nullable String agreed(String text) {
    String code = null;
    for (String part : text.split("[()/|;,\\[\\]–-]", 6)) {
      if (!part.isBlank()) {
        String found = findNamed(part);
        if (found == null || (code != null && !code.equals(found))) {
          return null;
        }
        code = found;
      }
    }
    return code;
  }

  private Map<String, String> everywhere() {
    Map<String, String> known = everywhere;
    if (known == null) {
      known = gathered();
      everywhere = known;
    }
    return known;
  }

  /** A name that two of them have in different languages says nothing. */
  private Map<String, String> gathered() {
    Map<String, String> names = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (String each : codes) {
      String code = canonical(each);
      for (String name : namesOf(each)) {
        String key = key(name);
        String other = names.putIfAbsent(key, code);
        if (other != null && !other.equals(code)) {
          ambiguous.add(key);
        }
      }
    }
    names.keySet().removeAll(ambiguous);
    return names;
  }

  private Set<String> namesOf(String code) {
    Locale named = localeOf.apply(code);
    Set<String> names = new HashSet<>();
    for (Locale locale : Locale.getAvailableLocales()) {
      boolean language = locale.getCountry().isEmpty() && locale.getVariant().isEmpty() && !locale.getLanguage().isEmpty();
      if (language || REGIONS.contains(locale)) {
        names.add(nameIn.apply(named, locale));
      }
    }
    return names;
  }

  /** Plain, without an article before or, as in lists, behind it, with "saint" and "and" written in one way. */
  private static String key(String name) {
    String plain = PlainText.of(name);
    String fore = plain.startsWith("the ") ? plain.substring(4) : plain;
    String bare = fore.endsWith(" the") ? fore.substring(0, fore.length() - 4) : fore;
    String saint = bare.startsWith("st ") ? "saint " + bare.substring(3) : bare;
    return saint.replace(" & ", " and ");
  }
}
