package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.scoring.Band;
import dev.leadloop.sla.SlaLevel;
import io.temporal.api.common.v1.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a lead tells, nothing of it that Temporal shows or lists by is beyond what a server takes. */
class ShownTest {
  private static final int MOST_OF_A_KEYWORD = 2_048;
  private static final int MOST_OF_A_SUMMARY = 400;
  private static final int MOST_OF_DETAILS = 20_000;

  @ParameterizedTest
  @ValueSource(strings = {"x", "ß", "ツ", "\ud83d\ude00", "\\", "\"", "\u0001", "\0", "\ud83d", "\ude00", " ", "a\n"})
  void whateverIsShownFits(String piece) {
    for (int times : List.of(1, 79, 100, 149, 150, 255, 256, 2_100, 30_000)) {
      String text = piece.repeat(times);
      assertThat(bytes(Shown.summary(text))).isLessThanOrEqualTo(MOST_OF_A_SUMMARY);
      assertThat(bytes(Shown.details(text))).isLessThanOrEqualTo(MOST_OF_DETAILS);
      String keyword = SearchValues.keyword(text);
      assertThat(bytes(keyword)).isLessThan(MOST_OF_A_KEYWORD);
      assertThat(keyword == null || keyword.length() <= 255 && keyword.chars().noneMatch(c -> c < ' ')).isTrue();
      assertThat(keyword == null || whole(keyword)).as("whole characters").isTrue();
      assertThat(bytes(LeadWorkflows.summary(text))).isLessThanOrEqualTo(MOST_OF_A_SUMMARY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dana@acme.example", "Dana <dana@acme.example>", "dana\uff20acme.example", "dana\ufe6bacme.example",
            "Acme +49 30 1234567",
        "Acme, (030) 123-4567", "0301234567", "\uff10\uff13\uff10\uff11\uff12\uff13\uff14\uff15"
      })
  void companyThatHoldsAnAddressOrATelephoneIsNotShown(String company) {
    assertThat(LeadWorkflows.summary(company)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "Studio 54", "3M", "Example 1899 Brewery", "A.B. & Sons (UK)", "Hausverwaltung 2000 + 1"})
  void nameOfACompanyIsShown(String company) {
    assertThat(LeadWorkflows.summary(company)).isEqualTo(company);
  }

  @Test
  void sourceOfAnyLengthIsListedBySomethingShort() {
    String source = "partner ".repeat(300);
    LeadSearchValues listed = new LeadSearchValues(Stage.NURTURING, Band.COLD, null, source, SlaLevel.NONE, null, 1, 0);
    String value = listed.toSearchAttributes().get(SearchAttributes.LEAD_SOURCE);
    assertThat(value).matches("source-[0-9a-f]{12}");
    assertThat(listed.matters(listed.toSearchAttributes())).as("written again at every decision").isFalse();
    assertThat(listed.changesFrom(listed.toSearchAttributes())).isEmpty();
  }

  private static boolean whole(String text) {
    return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  private static int bytes(@Nullable String text) {
    return LeadloopDataConverter.create().toPayload(text).map(Payload::getData).orElseThrow().size();
  }
}
