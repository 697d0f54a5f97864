package dev.leadloop.lead.title;

import java.util.ArrayList;
import java.util.List;

/** Feminine forms of posts, as German, the Romance languages, Polish and Czech make them. */
final class Feminine {
  /** A masculine form has at least so many letters, so that Latin and Berlin are none. */
  private static final int SHORTEST = 4;

  /** How a feminine form ends, then how its masculine form may. */
  private static final List<List<String>> ENDINGS =
      List.of(List.of("in", "", "e"), List.of("ora", "or"), List.of("a", "o", "e"), List.of("trice", "tore", "teur"),
          List.of("essa", "e"), List.of("euse", "eur"), List.of("ienne", "ien"), List.of("iere", "ier", "iero", "iere"),
          List.of("ante", "ant"), List.of("cate", "cat"), List.of("iera", "iere", "iero"), List.of("eure", "eur"),
          List.of("ka", "", "a"));

  private Feminine() {}

  /** The masculine forms a word in plain letters may be the feminine of; none where it does not end as one. */
  static List<String> masculines(String word) {
    List<String> forms = new ArrayList<>();
    for (List<String> ending : ENDINGS) {
      String feminine = ending.get(0);
      if (word.endsWith(feminine)) {
        String stem = word.substring(0, word.length() - feminine.length());
        ending.stream().skip(1).map(masculine -> stem + masculine).filter(form -> form.length() >= SHORTEST).forEach(forms::add);
      }
    }
    return forms;
  }
}
