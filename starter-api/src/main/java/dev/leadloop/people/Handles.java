package dev.leadloop.people;

import java.text.Normalizer;
import java.util.Locale;

/** Makes of a person's name the handle by which histories call the person. */
final class Handles {
  private static final int LONGEST = 50;

  private Handles() {}

  /** Such as kim.lee; of a name that has no plain letters what stands before the @ of the address. */
  static String of(String name, String email) {
    String plain = plain(name);
    String local = plain.isEmpty() ? plain(email.substring(0, email.indexOf('@'))) : plain;
    return local.isEmpty() ? "user" : local;
  }

  /** The same for the n-th of that name. */
  static String of(String handle, int n) {
    return n == 1 ? handle : handle + "-" + n;
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    boolean apart = false;
    String letters = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    for (char c : letters.toCharArray()) {
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        plain.append(apart && !plain.isEmpty() ? "." : "").append(c);
        apart = false;
      } else {
        apart = true;
      }
    }
    int end = Math.min(LONGEST, plain.length());
    return plain.substring(0, end > 0 && plain.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
