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
    String letters = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", ".").replaceAll("^\\.+", "");
    return letters.substring(0, Math.min(LONGEST, letters.length())).replaceAll("\\.+$", "");
  }
}
