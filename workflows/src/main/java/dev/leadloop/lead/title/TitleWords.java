package dev.leadloop.lead.title;

import dev.leadloop.lead.text.RuleLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of job titles, as {@code titles.txt} has them. */
final class TitleWords {
  private static final String ENDING = "ending-";
  private static final String FIELD = "field-";
  private static final String SHORT = "short-";
  private static final int LONGEST = 6;

  /** A compound has at least so many letters before the ending that says what it is. */
  private static final int BEFORE_ENDING = 2;

  /** Fields that, before another, say of what kind it is. */
  private static final Set<Role> SAYS_KIND = EnumSet.of(Role.IT, Role.PRODUCT);

  private static final Set<Role> HAS_KINDS = EnumSet.of(Role.SALES, Role.MARKETING, Role.PROCUREMENT, Role.HR, Role.FINANCE);

  /** Whole words by how they are shortened. */
  private static final Map<String, String> SHORTENED = new HashMap<>();

  private static final Map<String, TitleWord> POSTS = new HashMap<>();
  private static final Map<String, Role> FIELDS = new HashMap<>();
  private static final List<TitleWord> ENDINGS = new ArrayList<>();

  static {
    RuleLines.of(TitleWords.class, "titles.txt").forEach(line -> {
      int blank = line.data().indexOf(' ');
      String kind = line.data().substring(0, blank);
      for (String phrase : line.data().substring(blank + 1).split(", ")) {
        put(kind, phrase.strip());
      }
    });
    ENDINGS.sort(Comparator.comparingInt((TitleWord ending) -> -ending.phrase().length()));
  }

  private TitleWords() {}

  private static void put(String kind, String given) {
    String phrase = whole(given);
    if (kind.startsWith(SHORT)) {
      SHORTENED.put(given, kind.substring(SHORT.length()));
    } else if (kind.startsWith(ENDING)) {
      ENDINGS.add(new TitleWord(phrase, TitleWord.Kind.of(kind.substring(ENDING.length()))));
    } else if (kind.startsWith(FIELD)) {
      FIELDS.putIfAbsent(phrase, Role.valueOf(kind.substring(FIELD.length()).toUpperCase(Locale.ROOT)));
    } else {
      POSTS.putIfAbsent(phrase, new TitleWord(phrase, TitleWord.Kind.of(kind)));
    }
  }

  /** Words in plain letters, each in full: of "mktg mgr" the "marketing manager". */
  static String whole(String plain) {
    StringBuilder whole = new StringBuilder(plain.length());
    for (String word : plain.split(" ")) {
      whole.append(whole.isEmpty() ? "" : " ").append(SHORTENED.getOrDefault(word, word));
    }
    return whole.toString();
  }

  /** Whether nothing is said but that a post is no longer held. */
  static boolean isPast(String[] words) {
    TitleWord found = at(words, 0);
    return found != null && found.kind() == TitleWord.Kind.PAST && length(found.phrase()) == words.length;
  }

  /** What a phrase says; null where it says nothing of a post. */
  static @Nullable TitleWord of(String phrase) {
    return POSTS.get(phrase);
  }

  /** The longest phrase that begins with that word; null where none does. */
  static @Nullable TitleWord at(String[] words, int from) {
    StringBuilder phrase = new StringBuilder();
    TitleWord longest = null;
    for (int i = from; i < Math.min(words.length, from + LONGEST); i++) {
      TitleWord found = POSTS.get(phrase.append(i == from ? "" : " ").append(words[i]).toString());
      longest = found == null ? longest : found;
    }
    return longest == null ? word(words[from]) : longest;
  }

  /** A compound, or the feminine form of a known word or compound. */
  private static @Nullable TitleWord word(String word) {
    TitleWord compound = compound(word);
    if (compound != null) {
      return compound;
    }
    for (String masculine : Feminine.masculines(word)) {
      TitleWord known = POSTS.get(masculine);
      known = known == null ? compound(masculine) : known;
      if (known != null && known.kind().isPost()) {
        return new TitleWord(word, known.kind());
      }
    }
    return null;
  }

  /** Whether a body of students is named. */
  static boolean namesBody(String[] words) {
    for (int i = 0; i < words.length; i++) {
      TitleWord found = at(words, i);
      if (found != null && found.kind() == TitleWord.Kind.BODY) {
        return true;
      }
    }
    return false;
  }

  /** Whether that phrase is the name of a field. */
  static boolean isField(String phrase) {
    return FIELDS.containsKey(phrase);
  }

  private static @Nullable TitleWord compound(String word) {
    for (TitleWord ending : ENDINGS) {
      boolean compound = word.length() >= ending.phrase().length() + BEFORE_ENDING && word.endsWith(ending.phrase());
      if (compound || word.equals(ending.phrase())) {
        return new TitleWord(word, ending.kind());
      }
    }
    return null;
  }

  /**
   * The field of work that is named first, or the one whose kind it says: IT procurement is procurement. Null where none is.
   */
  static @Nullable Role field(String[] words) {
    Role first = null;
    for (int from = 0; from < words.length; ) {
      Field field = fieldAt(words, from);
      if (field != null) {
        if (first == null || isKindOf(first, field.role())) {
          first = field.role();
        }
        if (!(SAYS_KIND.contains(first))) {
          return first;
        }
      } else if (first != null && endsField(words[from])) {
        return first;
      }
      from += field == null ? 1 : field.length();
    }
    return first;
  }

  private record Field(Role role, int length) {}

  private static boolean isKindOf(Role first, Role next) {
    return SAYS_KIND.contains(first) && HAS_KINDS.contains(next);
  }

  private static boolean endsField(String word) {
    TitleWord known = POSTS.get(word);
    known = known == null ? word(word) : known;
    return word.equals(",") || (known != null && (known.kind().isPost() || known.kind() == TitleWord.Kind.TO));
  }

  private static @Nullable Field fieldAt(String[] words, int from) {
    StringBuilder phrase = new StringBuilder();
    Field longest = null;
    for (int i = from; i < Math.min(words.length, from + LONGEST); i++) {
      Role found = FIELDS.get(phrase.append(i == from ? "" : " ").append(words[i]).toString());
      longest = found == null ? longest : new Field(found, i - from + 1);
    }
    if (longest != null) {
      return longest;
    }
    Role role = fieldOfCompound(words[from]);
    for (String masculine : Feminine.masculines(words[from])) {
      role = role == null ? FIELDS.get(masculine) : role;
      role = role == null ? fieldOfCompound(masculine) : role;
    }
    return role == null ? null : new Field(role, 1);
  }

  /** A Vertriebsleiter is a leader of sales, as is the verkoopdirecteur. */
  private static @Nullable Role fieldOfCompound(String word) {
    for (TitleWord ending : ENDINGS) {
      if (word.endsWith(ending.phrase())) {
        String field = word.substring(0, word.length() - ending.phrase().length());
        Role found = FIELDS.get(field);
        found = found == null && field.endsWith("s") ? FIELDS.get(field.substring(0, field.length() - 1)) : found;
        return found == null ? FIELDS.get(ending.phrase()) : found;
      }
    }
    return null;
  }

  /** How many words a phrase has. */
  static int length(String phrase) {
    return 1 + (int) phrase.chars().filter(c -> c == ' ').count();
  }
}
