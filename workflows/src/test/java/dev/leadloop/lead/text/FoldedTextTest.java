package dev.leadloop.lead.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedTextTest {
  @ParameterizedTest
  @ValueSource(strings = {
      "example competitor", "EXAMPLE  competitor", "Example\u00a0Competitor", "Example\u2003\u202fCompetitor",
          " Example Competitor\t",
      "Example\r\nCompetitor", "Ex\u00adample Com\u200bpetitor", "\ufeffExample Competitor\u200e", "Ｅｘａｍｐｌｅ　Ｃｏｍｐｅｔｉｔｏｒ"})
  void blanksCaseAndWhatCannotBeSeenMakeNoDifference(String written) {
    assertThat(FoldedText.of(written)).isEqualTo("example competitor");
  }

  @Test
  void otherNamesStayOthers() {
    assertThat(FoldedText.of("C++")).isEqualTo("c++").isNotEqualTo(FoldedText.of("C"));
    assertThat(FoldedText.of("Müller")).isNotEqualTo(FoldedText.of("Muller")).isEqualTo(FoldedText.of("Mu\u0308LLER"));
    assertThat(FoldedText.of("Example-Competitor")).isNotEqualTo(FoldedText.of("Example Competitor"));
    assertThat(FoldedText.of("STRASSE")).isEqualTo(FoldedText.of("straße"));
    assertThat(FoldedText.of("")).isEmpty();
    assertThat(FoldedText.of(" \u00a0\u200b")).isEmpty();
  }

  /** The short way gives what the long one does. */
  @Test
  void plainTextIsFoldedAsAnyOther() {
    for (String text : new String[] {"a b", "A B", "a  b", " a", "a ", "~!A", "Iİı"}) {
      assertThat(FoldedText.of(FoldedText.of(text))).isEqualTo(FoldedText.of(text)).isEqualTo(FoldedText.of(text + "\u200b"));
    }
  }
}
