package dev.leadloop.security.console;

import dev.leadloop.users.User;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What passwords must be, and the slow hash by which alone they are kept. The hash has the name of its way before it, so that a
 * stronger way can take over as people sign in. Passwords are compared in one Unicode form (NFKC), since keyboards differ.
 */
@Component
public final class Passwords {
  /** Fewest characters of a password. */
  public static final int SHORTEST = 12;

  /** Most bytes of a password in UTF-8, which is as far as bcrypt looks. */
  static final int MOST_BYTES = 72;

  private static final int STRENGTH = 11;
  private static final int FEWEST_KINDS = 5;
  private static final String WAY = "bcrypt";
  private static final String SIGNS = "01345@$";
  private static final String LETTERS = "oieasas";
  /** Of which alone, with little beside them, the passwords are made that are tried first. */
  private static final List<String> COMMON = List.of(
      "password", "passwort", "leadloop", "qwertz", "qwerty", "qwertyuiop", "qwertzuiop", "asdfghjkl", "letmein", "welcome",
      "administrator", "admin", "iloveyou", "changeme", "secret", "dragon", "monkey", "football", "baseball", "sunshine",
      "princess", "superman", "trustno", "master", "login", "summer", "winter", "spring", "autumn");

  private final PasswordEncoder encoder = new DelegatingPasswordEncoder(WAY, Map.of(WAY, new BCryptPasswordEncoder(STRENGTH)));
  /** What is compared with where there is nobody, so that nobody takes as long as somebody. */
  private final String nobodys = hash("a password of nobody");

  /** What is wrong with a new password, to be read after the field's name; nothing where it will do. */
  public Optional<String> fault(String password, User user) {
    String text = form(password);
    if (text.codePointCount(0, text.length()) < SHORTEST) {
      return Optional.of("is too short: take at least " + SHORTEST + " characters, such as four words");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of("is too long: take at most " + MOST_BYTES + " letters, fewer where they are not plain ones");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("has a character that cannot be typed; leave it out");
    }
    if (text.codePoints().distinct().count() < FEWEST_KINDS || guessed(text, user)) {
      return Optional.of("is one that others would try first; take words that have nothing to do with you or with each other");
    }
    return Optional.empty();
  }

  private static boolean guessed(String text, User user) {
    String small = bare(text);
    String local = user.email().substring(0, user.email().indexOf('@'));
    return bare(user.email()).contains(small)
        || isRow(small)
        || Stream.concat(COMMON.stream(), Stream.of(bare(user.name()), bare(local)))
            .filter(known -> known.length() > 3)
            .anyMatch(known -> hasLittleBeside(small, known) || hasLittleBeside(plain(text), known));
  }

  private static boolean hasLittleBeside(String small, String known) {
    return small.replace(known, "").codePoints().filter(c -> !Character.isDigit(c)).count() < FEWEST_KINDS;
  }

  /** Whether nearly every letter is the one after, before or the same as the letter before it, as in the alphabet. */
  private static boolean isRow(String small) {
    return IntStream.range(1, small.length()).filter(n -> Math.abs(small.charAt(n) - small.charAt(n - 1)) > 1).count()
        < FEWEST_KINDS - 1;
  }

  /** The same with letters for the signs that people put in their place. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.toLowerCase(Locale.ROOT).chars().forEach(c -> {
      int at = SIGNS.indexOf(c);
      plain.append(at < 0 ? (char) c : LETTERS.charAt(at));
    });
    return bare(plain.toString());
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** What is kept of a password. */
  public String hash(String password) {
    return Objects.requireNonNull(encoder.encode(form(password)), "a password that is none has no hash");
  }

  /**
   * Whether that is the password. Takes as long where there is none to compare with, and whatever was typed.
   *
   * @param kept what is kept of the password; null where there is none
   */
  boolean matches(String password, @Nullable String kept) {
    String text = form(password);
    boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    boolean same = encoder.matches(fits ? text : "", kept == null ? nobodys : kept);
    return same && fits && kept != null;
  }

  /** Whether what is kept was made by an older way. */
  boolean outdated(String kept) {
    return encoder.upgradeEncoding(kept);
  }

  /** The form in which passwords are compared; of what is too long for one only so much that it stays too long. */
  private static String form(String password) {
    return Normalizer.normalize(
        password.length() > 4 * MOST_BYTES ? password.substring(0, 4 * MOST_BYTES) : password, Normalizer.Form.NFKC);
  }
}
