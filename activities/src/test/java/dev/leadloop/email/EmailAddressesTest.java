package dev.leadloop.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTest {

  @ParameterizedTest
  @CsvSource({
    "'  Ada@Example.COM\t', ada@example.com",
    "first.last+tag@example.co.uk, first.last+tag@example.co.uk",
    "o'neill@example.com, o'neill@example.com",
    "info@BÜCHER.example, info@xn--bcher-kva.example",
    "info@xn--bcher-kva.example, info@xn--bcher-kva.example",
    "a@例え.テスト, a@xn--r8jz45g.xn--zckzah"
  })
  void onePersonHasOneSpelling(String given, String expected) {
    assertThat(EmailAddresses.normalise(given)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada@@example.com",
        "ada@exam ple.com",
        "Ada <ada@example.com>",
        "ada(comment)@example.com",
        "\"ada\"@example.com",
        "ada@[127.0.0.1]",
        "ada@127.0.0.1",
        "ada@example.c",
        "ada@-example.com",
        "ada..b@example.com",
        ".ada@example.com",
        "jörg@example.com",
        "ada@example.com\r\nBcc: b@example.com",
        "ada@example.com, b@example.com",
        "ada@straße.example",
        "@a.example:ada@example.com",
        "mailto:ada@example.com"
      })
  void whatCannotBeSentToIsRefused(String given) {
    assertThat(EmailAddresses.normalise(given)).isEmpty();
  }

  @Test
  void nothingGivenIsNoAddress() {
    assertThat(EmailAddresses.normalise(null)).isEmpty();
  }

  @Test
  void theRefusalSaysWhyAndWhatToGiveButNotTheAddress() {
    assertThatThrownBy(() -> EmailAddresses.require("secret-name.example.com"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The e-mail address is not valid (missing at symbol). Give one like name@example.com.");
    assertThatThrownBy(() -> EmailAddresses.require("ada@straße.example"))
        .hasMessageContaining("give its xn-- form");
  }

  @Test
  void normalisingTwiceChangesNothing() {
    String once = EmailAddresses.require("Ada@BÜCHER.example");
    assertThat(EmailAddresses.require(once)).isEqualTo(once);
  }
}
