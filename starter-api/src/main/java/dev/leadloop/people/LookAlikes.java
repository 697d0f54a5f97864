package dev.leadloop.people;

import dev.leadloop.users.User;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds users whose names readers would take for one another: by case, accents, spaces, or letters that look the same. */
public final class LookAlikes {
  /** Small letters, digits and signs that look like the one that has the same place in {@link #LATIN}. */
  private static final String LIKE =
      "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455"
      + "\u0501\u051b\u051d\u04bb\u043f\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5"
      + "\u03c7\u03b7\u03bc\u0131\u0142\u00f8\u0111\u0251\u02611|0i";
  private static final String LATIN = "abekmhopctyxijsdqwhnabeikvoptuxnmilodagllol";

  private LookAlikes() {}

  /** Of each handle the others whose names look like that user's; whoever looks like nobody is left out. */
  public static Map<String, List<User>> of(List<User> users) {
    Map<String, List<User>> byLook =
        users.stream().collect(Collectors.groupingBy(user -> look(user.name()), LinkedHashMap::new, Collectors.toList()));
    return byLook.values().stream().filter(alike -> alike.size() > 1).flatMap(List::stream).collect(Collectors.toMap(
        User::handle,
        user -> byLook.getOrDefault(look(user.name()), List.of()).stream()
            .filter(other -> !other.handle().equals(user.handle())).toList()));
  }

  private static String look(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder look = new StringBuilder();
    plain.codePoints().map(LookAlikes::latin).filter(Character::isLetterOrDigit).forEach(look::appendCodePoint);
    return look.isEmpty() ? plain : look.toString();
  }

  /** An "i" is taken for an "l", as a capital one is. */
  private static int latin(int c) {
    int at = LIKE.indexOf(c);
    int latin = at < 0 ? c : LATIN.charAt(at);
    return latin == 'i' ? 'l' : latin;
  }
}
