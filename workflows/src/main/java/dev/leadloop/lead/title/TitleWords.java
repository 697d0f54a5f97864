package dev.leadloop.lead.title;

import dev.leadloop.lead.text.RuleLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of job titles, as {@code titles.txt} has them. */
final class TitleWords {
  private static final String ENDING = "ending-";
  private static final String FIELD = "field-";
  private static final int LONGEST = 6;

  /** A compound has at least so many letters before the ending that says what it is. */
  private static final int BEFORE_ENDING = 2;

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

  private static void put(String kind, String phrase) {
    if (kind.startsWith(ENDING)) {
      ENDINGS.add(new TitleWord(phrase, TitleWord.Kind.of(kind.substring(ENDING.length()))));
    } else if (kind.startsWith(FIELD)) {
      FIELDS.putIfAbsent(phrase, Role.valueOf(kind.substring(FIELD.length()).toUpperCase(Locale.ROOT)));
    } else {
      POSTS.putIfAbsent(phrase, new TitleWord(phrase, TitleWord.Kind.of(kind)));
    }
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
    return longest == null ? compound(words[from]) : longest;
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

  /** The field of work that is named first; null where none is. */
  static @Nullable Role field(String[] words) {
    for (int from = 0; from < words.length; from++) {
      StringBuilder phrase = new StringBuilder();
      Role longest = null;
      for (int i = from; i < Math.min(words.length, from + LONGEST); i++) {
        Role found = FIELDS.get(phrase.append(i == from ? "" : " ").append(words[i]).toString());
        longest = found == null ? longest : found;
      }
      longest = longest == null ? fieldOfCompound(words[from]) : longest;
      if (longest != null) {
        return longest;
      }
    }
    return null;
  }

  /** A Vertriebsleiter is a leader of sales, as is the verkoopdirecteur. */
  private static @Nullable Role fieldOfCompound(String word) {
    for (TitleWord ending : ENDINGS) {
      if (word.endsWith(ending.phrase())) {
        String field = word.substring(0, word.length() - ending.phrase().length());
        Role found = FIELDS.get(field);
        return found == null && field.endsWith("s") ? FIELDS.get(field.substring(0, field.length() - 1)) : found;
      }
    }
    return null;
  }

  /** How many words a phrase has. */
  static int length(String phrase) {
    return 1 + (int) phrase.chars().filter(c -> c == ' ').count();
  }
}
