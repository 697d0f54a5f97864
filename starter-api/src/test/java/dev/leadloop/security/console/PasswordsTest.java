package dev.leadloop.security.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.users.User;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people would try first is no password, however it is dressed up; words that have nothing to do with it are. */
class PasswordsTest {
  private static final User USER = new User(
      "north", "Nora North", "nora.north@vendor.example", "SALES", "rep-1", null, false, 0, null, Instant.EPOCH,
      "admin:root", null);

  private final Passwords passwords = new Passwords();

  @ParameterizedTest
  @ValueSource(strings = {
    "Passw0rd!2026", "P@$$w0rd-2026", "abcdefghijkl", "ABCDEFGHIJKLM", "zyxwvutsrqpo", "123456789012", "aabbccddeeff",
    "administrator1", "Adm1n1strator", "admin-admin-1", "qwertyuiop12", "W3lc0me-2026!", "Summer2026!!", "nora.north.1",
    "N0ra-N0rth-26", "iloveyou2026"
  })
  void whatOthersWouldTryFirstIsRefused(String password) {
    assertThat(passwords.fault(password, USER)).get().asString().contains("others would try first");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "correct horse battery staple", "masterpieces of stone", "x7!kQ93mzTpw", "the summer when it rained", "Grüße aus dem Wald",
    "northern lights over ice"
  })
  void whatHasNothingToDoWithItIsTaken(String password) {
    assertThat(passwords.fault(password, USER)).isEmpty();
  }
}
