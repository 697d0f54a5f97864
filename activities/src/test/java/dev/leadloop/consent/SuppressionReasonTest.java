package dev.leadloop.consent;

import static dev.leadloop.consent.SuppressionReason.heavier;
import static dev.leadloop.consent.SuppressionReason.lighterThan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionReasonTest {
  private static final List<String> BY_WEIGHT =
      List.of("group_unsubscribe", "hard_bounce", "unsubscribed", "spam_report");

  @Test
  void whatAPersonSaidWeighsMoreThanWhatAServerSaidWhicheverCameFirst() {
    for (int light = 0; light < BY_WEIGHT.size(); light++) {
      for (int heavy = light; heavy < BY_WEIGHT.size(); heavy++) {
        assertThat(heavier(BY_WEIGHT.get(light), BY_WEIGHT.get(heavy))).isEqualTo(BY_WEIGHT.get(heavy));
        assertThat(heavier(BY_WEIGHT.get(heavy), BY_WEIGHT.get(light))).isEqualTo(BY_WEIGHT.get(heavy));
      }
    }
  }

  @Test
  void reasonTakesThePlaceOfThoseThatWeighLess() {
    for (int i = 0; i < BY_WEIGHT.size(); i++) {
      assertThat(lighterThan(BY_WEIGHT.get(i))).isEqualTo(BY_WEIGHT.subList(0, i));
    }
    assertThat(lighterThan("asked by phone")).containsExactly("group_unsubscribe");
  }

  @Test
  void ofReasonsNobodyWeighedTheFirstStays() {
    assertThat(heavier("asked by phone", "asked by letter")).isEqualTo("asked by phone");
    assertThat(heavier("asked by phone", "hard_bounce")).isEqualTo("asked by phone");
    assertThat(heavier("asked by phone", "group_unsubscribe")).isEqualTo("asked by phone");
    assertThat(heavier("group_unsubscribe", "asked by phone")).isEqualTo("asked by phone");
    assertThat(SuppressionReason.ours()).isEqualTo(BY_WEIGHT);
  }
}
