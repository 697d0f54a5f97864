package dev.leadloop.security.console;

import dev.leadloop.local.StartupNote;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.SecretFile;
import dev.leadloop.worker.start.StartFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The password people sign in to the pages with as {@value #USER}: the one of the setting, else the one of the data
 * folder, else a new one made at random. It is printed at the start that made it and never again.
 */
public final class ConsolePassword {
  /** What histories call whoever signed in with it; no key has this name. */
  public static final String NAME = "console";

  /** The user it belongs to. */
  static final String USER = "admin";

  static final String FILE = "console-password";
  private static final int SHORTEST = 12;

  private final String password;
  private final String note;

  private ConsolePassword(String password, String note) {
    this.password = password;
    this.note = note;
  }

  /** Takes the given password, or the kept one, or makes one. */
  static ConsolePassword settle(DataFolder folder, ApiKeys keys, String given) {
    String chosen = given.strip();
    if (!chosen.isEmpty()) {
      if (chosen.length() < SHORTEST) {
        throw new StartFailure("leadloop.console.password (LEADLOOP_CONSOLE_PASSWORD) is too short: give at least "
            + SHORTEST + " characters.");
      }
      return new ConsolePassword(chosen, "user " + USER + ", the password of LEADLOOP_CONSOLE_PASSWORD");
    }
    SecretFile file = new SecretFile(folder.root().resolve(FILE), "LEADLOOP_CONSOLE_PASSWORD", SHORTEST);
    if (file.exists()) {
      return new ConsolePassword(file.read(), "user " + USER + ", password in " + file.path());
    }
    String made = keys.randomPassword();
    new SecretFile(folder.at(FILE), file.setting(), SHORTEST).write(made);
    return new ConsolePassword(made, "user " + USER + ", password " + made + "  (kept in " + file.path() + ")");
  }

  /** The line that tells the person at the terminal. */
  StartupNote startupNote() {
    return new StartupNote("Sign in", () -> note);
  }

  /** Whether these are that user and this password; takes as long for a near miss as for a far one. */
  boolean opens(String user, String tried) {
    return USER.equals(user) && MessageDigest.isEqual(bytes(password), bytes(tried));
  }

  private static byte[] bytes(String text) {
    return ApiKeys.hash(text).getBytes(StandardCharsets.US_ASCII);
  }
}
