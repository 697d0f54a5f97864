package dev.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"webinar", "paid_search", "google.com", "trade-fair", "utm_2026_03", "g2", "newsletter-202603", "x"})
  void codeIsSaidAsItIs(String source) {
    assertThat(SourceName.said(source)).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource({
    "Webinar, webinar", "Trade Fair, trade_fair", "trade fair 2026, trade_fair_2026", "Google Ads, google_ads",
    "Word of mouth, word_of_mouth", "PAID-SEARCH, paid_search", "LinkedIn / Social, linkedin_social"
  })
  void usualWordsAreSaidAsOne(String source, String said) {
    assertThat(SourceName.said(source)).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dana@acme.example", "Dana Example", "referral by Dana", "webinar dana@acme.example", "Webinar (Dana)", "+49 30 1234567",
        "4930123456", "tel4930123456", "phone 030 1234567", "wébinar", "Empfehlung", "=cmd", "web\ninar",
        "a-code-that-is-longer-than-any-code-would-be-for-a-source", "WEB_INAR_Q1", "<b>webinar</b>", "\ud83d\ude00", "2026"
      })
  void anythingElseIsANumberThatIsTheSameForTheSameText(String source) {
    String said = SourceName.said(source);
    assertThat(said).matches("source-[0-9a-f]{12}").isEqualTo(SourceName.said(" " + source + " "));
  }

  @Test
  void differentTextsStayDifferentAndNothingStaysNothing() {
    assertThat(SourceName.said("Dana Example")).isNotEqualTo(SourceName.said("Dana Exampel"));
    assertThat(SourceName.said(null)).isNull();
    assertThat(SourceName.said("  ")).isNull();
  }

  @Test
  void whatIsSaidIsSaidAgainAsItIs() {
    for (int i = 0; i < 2_000; i++) {
      String said = SourceName.said("Person " + i);
      assertThat(SourceName.said(said)).isEqualTo(said);
    }
  }
}
