package dev.leadloop.lead;

import dev.leadloop.lead.text.RuleLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Languages by whatever they are called: their codes of ISO 639, with or without a region (de, de-AT, DEU), their names
 * in every language that Java has locale data of, and the names of {@code languages.txt}.
 */
public final class Languages {
  private static final List<String> CODES = Arrays.asList(Locale.getISOLanguages());
  private static final LocaleNames NAMES =
      new LocaleNames(CODES, Locale::of, Locale::getDisplayLanguage, codes(), RuleLines.of(Languages.class, "languages.txt"));

  /** Longer texts, which a browser's list of languages may be, are read as far as this. */
  private static final int LONGEST = 100;

  private Languages() {}

  /** The code of a language as somebody called it, of several the first; empty where no language is called so. */
  public static Optional<String> codeOf(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String head = text.strip();
    String whole = NAMES.find(head, Languages::withoutRegion);
    if (whole != null) {
      return Optional.of(whole);
    }
    for (String part : parts(head)) {
      String found = part.isBlank() ? null : NAMES.find(part, Languages::withoutRegion);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** What languages are called in English and by themselves. Good to look for what was meant. */
  public static Collection<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (String code : CODES) {
      Locale language = Locale.of(code);
      names.add(language.getDisplayLanguage(Locale.ENGLISH));
      names.add(language.getDisplayLanguage(language));
    }
    return names;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.substring(0, Math.min(LONGEST, text.length())).split("[,;/|&+(.@]| and | und | et | y | e ", 8)) {
      parts.add(part);
    }
    return parts;
  }

  /** Of de_AT, zh-Hant-TW or "english us" the language, where what follows is a region, a country or a script. */
  private static @Nullable String withoutRegion(String plain) {
    int blank = plain.indexOf(' ');
    if (blank < 0) {
      return null;
    }
    String rest = plain.substring(blank + 1);
    boolean script = rest.matches("(latn|cyrl|arab|hans|hant|jpan|kore|deva)( [a-z]{2})?");
    boolean region = rest.matches("[0-9]{3}") || Countries.codeOf(rest).isPresent();
    return script || region ? plain.substring(0, blank) : null;
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : CODES) {
      codes.put(code, code);
      try {
        codes.putIfAbsent(Locale.of(code).getISO3Language(), code);
      } catch (MissingResourceException without) {
        // A few have two letters only.
        codes.putIfAbsent(code, code);
      }
    }
    return codes;
  }
}
