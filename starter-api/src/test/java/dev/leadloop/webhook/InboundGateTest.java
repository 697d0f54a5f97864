package dev.leadloop.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.worker.start.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundGateTest {
  private static final String SECRET = "long-enough-to-be-one";

  @ParameterizedTest
  @CsvSource({"parse, ''", "'', hidden-password"})
  void onlyOneOfUsernameAndPasswordKeepsTheProductFromStarting(String username, String password) {
    assertThatThrownBy(() -> new InboundGate(SECRET, username, password))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "leadloop.inbound.username and leadloop.inbound.password go together, and only one is set: set both or neither.");
  }

  @Test
  void bothOrNeitherWillDo() {
    assertThatCode(() -> new InboundGate(SECRET, "", "")).doesNotThrowAnyException();
    assertThatCode(() -> new InboundGate(SECRET, "parse", "password")).doesNotThrowAnyException();
  }
}
