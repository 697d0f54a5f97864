package dev.leadloop.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        ' ', '\t', '\n', '\r', 0x85, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1680, 0x180E, 0x2003, 0x2007, 0x200B, 0x200C,
        0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x202F, 0x205F, 0x2060, 0x2063, 0x2066, 0x2069, 0x2800,
        0x3000, 0x3164, 0xFEFF, 0xFFA0
      })
  void whatCannotBeSeenIsTakenOffTheEdgesAndNamedInside(int hidden) {
    String c = Character.toString(hidden);
    assertThat(VisibleText.trim(c + " a" + c + "b " + c + c)).isEqualTo("a" + c + "b");
    assertThat(VisibleText.isBlank(c + c)).isTrue();
    assertThat(VisibleText.known(c)).isNull();
    assertThat(VisibleText.inside(c + "ab" + c + "c")).contains(new VisibleText.Hidden(hidden, 3));
    assertThat(VisibleText.inside(c + "abc" + c)).isEmpty();
  }

  @Test
  void whatCanBeSeenStaysAsItIs() {
    for (String text : new String[] {"a", "\u00e9", "\ud83d\ude00", "\u2764\uFE0F", "\u0661", "\u0600\u0661", "-", "\u00b7",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f"}) {
      assertThat(VisibleText.trim(text)).isEqualTo(text);
      assertThat(VisibleText.inside(text)).isEmpty();
    }
    assertThat(VisibleText.trim("\ud83d\udc69\u200d\ud83d\udcbb")).contains("\u200d");
  }

  @Test
  void aCharacterIsNamedByItsNumberNameAndPlace() {
    assertThat(VisibleText.inside("\u00a0pi\u200Ba").orElseThrow()).hasToString("U+200B ZERO WIDTH SPACE at position 3");
    assertThat(VisibleText.inside("\ud83d\ude00\u202Ea").orElseThrow())
        .hasToString("U+202E RIGHT-TO-LEFT OVERRIDE at position 2");
  }
}
