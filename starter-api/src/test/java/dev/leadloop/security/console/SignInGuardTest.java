package dev.leadloop.security.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInGuardTest {
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");

  private final SignInGuard guard =
      new SignInGuard(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          },
          SignInGuard.MOST);

  @Test
  void addressThatIsWrongTooOftenWaitsAndOthersDoNot() {
    for (int i = 0; i < SignInGuard.MOST; i++) {
      assertThat(guard.admit("10.0.0.1")).isTrue();
    }
    assertThat(guard.admit("10.0.0.1")).isFalse();
    assertThat(guard.admit("10.0.0.2")).isTrue();
    now = now.plus(SignInGuard.WINDOW);
    assertThat(guard.admit("10.0.0.1")).isTrue();
  }

  @Test
  void knownKeyBuysNoGuessesAtAnother() {
    for (int i = 0; i < SignInGuard.MOST; i++) {
      assertThat(guard.admit("10.0.0.1")).isTrue();
      assertThat(guard.admit("10.0.0.1")).as("room for the right one").isEqualTo(i < SignInGuard.MOST - 1);
      guard.wasRight("10.0.0.1");
    }
    assertThat(guard.admit("10.0.0.1")).isFalse();
  }

  @Test
  void whoIsAlwaysRightNeverWaits() {
    for (int i = 0; i < 3 * SignInGuard.MOST; i++) {
      assertThat(guard.admit("10.0.0.1")).isTrue();
      guard.wasRight("10.0.0.1");
    }
  }
}
