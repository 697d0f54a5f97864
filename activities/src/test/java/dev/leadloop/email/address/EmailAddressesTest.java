package dev.leadloop.email.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.text.AddressFault;
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

  @ParameterizedTest
  @ValueSource(ints = {0xA0, 0xAD, 0x200B, 0x200E, 0x202E, 0x2060, 0x3000, 0xFEFF, ' ', '\t'})
  void aCharacterThatCannotBeSeenIsTakenOffTheEdgesAndNamedInside(int hidden) {
    String c = Character.toString(hidden);
    assertThat(EmailAddresses.normalise(c + "ada@example.com" + c)).contains("ada@example.com");
    for (String inside : new String[] {"a" + c + "da@example.com", "ada@exam" + c + "ple.com", "ada" + c + "@example.com"}) {
      assertThat(EmailAddresses.normalise(inside)).as(inside).isEmpty();
      assertThat(AddressFault.of(inside))
          .contains(String.format("it holds U+%04X %s at position %d", hidden, Character.getName(hidden), inside.indexOf(c) + 1));
    }
  }

  @Test
  void everyFaultIsASentenceThatSaysWhatToDo() {
    assertThat(AddressFault.of("\u200b")).isEqualTo("holds no address; give one like name@example.com");
    assertThat(AddressFault.of("p\u0430t@example.com")).contains("U+0430 CYRILLIC SMALL LETTER A at position 2");
    assertThat(AddressFault.of("ada")).isEqualTo("is not an address mail can be sent to; give one like name@example.com");
  }

  @Test
  void normalisingTwiceChangesNothing() {
    String once = EmailAddresses.require("Ada@BÜCHER.example");
    assertThat(EmailAddresses.require(once)).isEqualTo(once);
  }
}
