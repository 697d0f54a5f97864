package dev.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hard_bounce", "spam_report", "unsubscribed", "group_unsubscribe", "imported", "asked_by_phone", "opted_out",
        "do_not_email", "gdpr_request"
      })
  void usualReasonIsSaidAsItIs(String reason) {
    assertThat(SuppressionName.said(reason)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings =
      {"asked_by_dana", "dana", "asked_by_dana_example", "asked__by", "", "_", "phone_4930123", "asked by phone"})
  void anythingElseIsAReasonOfTheirOwn(String reason) {
    assertThat(SuppressionName.said(reason)).isEqualTo("other_reason");
  }

  @Test
  void nothingStaysNothingAndWhatIsSaidIsSaidAgain() {
    assertThat(SuppressionName.said(null)).isNull();
    assertThat(SuppressionName.said("other_reason")).isEqualTo("other_reason");
  }
}
