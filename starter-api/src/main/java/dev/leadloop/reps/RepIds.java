package dev.leadloop.reps;

import dev.leadloop.desk.RepStore;
import java.text.Normalizer;
import java.util.Locale;

/** Ids that are made of names, so that histories can be read. */
final class RepIds {
  private static final int LONGEST = 40;

  private RepIds() {}

  /** An id made of the name that nobody has yet, such as {@code kim-lee}, or {@code kim-lee-2}. */
  static String free(String name, RepStore reps) {
    String id = readable(name, "rep");
    String free = id;
    for (int n = 2; reps.find(free).isPresent(); n++) {
      free = id + "-" + n;
    }
    return free;
  }

  /** The name in small letters, digits and dashes; that otherwise where none of it is left. */
  static String readable(String name, String otherwise) {
    StringBuilder id = new StringBuilder();
    for (char letter : Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT).toCharArray()) {
      if (letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9') {
        id.append(letter);
      } else if ((letter == ' ' || letter == '-' || letter == '.') && !id.isEmpty() && id.charAt(id.length() - 1) != '-') {
        id.append('-');
      }
    }
    while (!id.isEmpty() && (id.length() > LONGEST || id.charAt(id.length() - 1) == '-')) {
      id.setLength(id.length() - 1);
    }
    return id.isEmpty() ? otherwise : id.toString();
  }
}
