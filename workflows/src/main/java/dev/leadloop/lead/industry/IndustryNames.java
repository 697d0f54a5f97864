package dev.leadloop.lead.industry;

import dev.leadloop.lead.text.RuleLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of industries, as {@code industries.txt} has them. */
final class IndustryNames {
  private static final String SILENT = "names nothing";
  private static final String ENDS = "ends in ";
  private static final String WEAK = "~";
  private static final int LONGEST = 10;

  /** A compound has at least so many letters before the ending that says what it is. */
  private static final int BEFORE_ENDING = 2;

  /** What may stand behind a name in a compound without saying another: Softwarebranche, Bankensektor. */
  private static final List<String> TAILS = List.of("branche", "sektor", "sector", "unternehmen", "firma", "firmen", "wesen",
      "gewerbe", "bereich", "bedrijf", "bedrijven", "wirtschaft", "konzern", "anbieter", "hersteller", "industrie", "zulieferer",
      "dienstleister", "dienstleistung", "dienstleistungen", "werk", "werke", "betrieb", "betriebe", "kette", "ketten",
      "institut", "institute", "dienst", "dienste");

  private static final Map<String, Name> NAMES = new HashMap<>();
  private static final Map<String, List<String>> SECTORS = new LinkedHashMap<>();
  private static final List<Map.Entry<String, Name>> ENDINGS = new ArrayList<>();

  /**
   * What a phrase is the name of.
   *
   * @param industry null where it is a word for no answer
   * @param weak whether it counts only where nothing else is found
   */
  record Name(@Nullable String industry, boolean weak) {}

  /**
   * A name that was found.
   *
   * @param words how many words it has
   */
  record Match(Name name, int words) {}

  static {
    List<RuleLines.Line> lines = RuleLines.of(IndustryNames.class, "industries.txt");
    lines.forEach(line -> read(line.data()));
    ENDINGS.sort(Comparator.comparingInt((Map.Entry<String, Name> ending) -> -ending.getKey().length()));
  }

  private IndustryNames() {}

  private static void read(String line) {
    int colon = line.indexOf(": ");
    String head = line.substring(0, colon);
    String[] names = line.substring(colon + 2).split(", ", -1);
    if (head.equals(SILENT)) {
      Arrays.stream(names).forEach(name -> put(name, null));
    } else if (head.startsWith(ENDS)) {
      Name name = new Name(head.substring(ENDS.length()), false);
      Arrays.stream(names).flatMap(ending -> spellings(ending).stream()).forEach(key -> ENDINGS.add(Map.entry(key, name)));
    } else {
      int above = head.indexOf(" > ");
      String own = head.substring(above < 0 ? 0 : above + 3);
      SECTORS.put(own, above < 0 ? List.of() : List.of(head.substring(0, above).split(" \\+ ", -1)));
      put(own, own);
      Arrays.stream(names).forEach(name -> put(name, own));
    }
  }

  private static void put(String written, @Nullable String industry) {
    boolean weak = written.startsWith(WEAK);
    String name = weak ? written.substring(1) : written;
    spellings(name).forEach(key -> NAMES.putIfAbsent(key, new Name(industry, weak)));
  }

  /** A name as texts are compared, with umlauts as one letter and as two. */
  private static List<String> spellings(String name) {
    String two = name.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
    return two.equals(name) ? List.of(key(name)) : List.of(key(name), key(two));
  }

  private static String key(String name) {
    return IndustryWord.of(name).stream().map(IndustryWord::stem).collect(Collectors.joining(" "));
  }

  static boolean isName(String text) {
    return SECTORS.containsKey(text);
  }

  static List<String> sectors(String industry) {
    return SECTORS.getOrDefault(industry, List.of());
  }

  static Collection<String> all() {
    return List.copyOf(SECTORS.keySet());
  }

  /** The longest name that begins with that word; null where none does. */
  static @Nullable Match at(List<IndustryWord> words, int from) {
    StringBuilder phrase = new StringBuilder();
    Match longest = null;
    for (int i = from; i < Math.min(words.size(), from + LONGEST); i++) {
      Name found = NAMES.get(phrase.append(i == from ? "" : " ").append(words.get(i).stem()).toString());
      longest = found == null ? longest : new Match(found, i - from + 1);
    }
    if (longest != null) {
      return longest;
    }
    Name compound = compound(words.get(from).stem());
    return compound == null ? null : new Match(compound, 1);
  }

  private static @Nullable Name compound(String word) {
    for (String tail : TAILS) {
      if (word.endsWith(tail) && word.length() > tail.length() + BEFORE_ENDING) {
        String rest = word.substring(0, word.length() - tail.length());
        Name name = NAMES.get(rest);
        name = name == null ? NAMES.get(IndustryWord.stem(rest)) : name;
        if (name != null) {
          return name;
        }
      }
    }
    for (Map.Entry<String, Name> ending : ENDINGS) {
      if (word.length() >= ending.getKey().length() + BEFORE_ENDING && word.endsWith(ending.getKey())) {
        return ending.getValue();
      }
    }
    return null;
  }
}
