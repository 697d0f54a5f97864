package dev.leadloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.intake.LeadDetails;
import dev.leadloop.web.WebSettings.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormSentTest {
  private static final HostedForm FORM = HostedForm.of("guide",
      new Form(
          "Guide", "", List.of("email", "firstName", "companySize", "country"), Map.of(), null, "Send", "Thank you",
          "ebook_download",
          "website", null, null, true));

  private static FormSent sent(String field, String value) {
    Map<String, String> parameters = new HashMap<>(Map.of("email", "kim@example.com"));
    parameters.put(field, value);
    return FormSent.of(FORM, parameters);
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|',
      value = {"120 | 120", "1\u00a0000 | 1000", "1'000 | 1000", "1.000.000 | 1000000", "\u200b50 | 50"})
  void sizesThatCanMeanOneNumberOnlyAreRead(String written, int people) {
    FormSent sent = sent("companySize", written);
    assertThat(sent.faults()).isEmpty();
    assertThat(sent.details(FORM, Map.of()).facts().companySize()).isEqualTo(people);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.000", "1,000", "1.5", "12,5", "51-200", "50+", "10k", "1e3", "0", "99999999", "-5", "many"})
  void otherSizesAreAskedAboutAndNeverCut(String written) {
    assertThat(sent("companySize", written).faults()).containsOnlyKeys("companySize");
  }

  @Test
  void charactersThatCannotBeSeenAreTakenOffAndNamedInsideOfAnAddress() {
    assertThat(sent("email", "ki\u200bm@example.com").faults().get("email")).contains("U+200B ZERO WIDTH SPACE at position 3");
    LeadDetails details = sent("email", "\u00a0kim@example.com\u2060").details(FORM, Map.of());
    assertThat(details.email()).isEqualTo("kim@example.com");
    assertThat(sent("firstName", "\u3000Kim\u200b").details(FORM, Map.of()).facts().firstName()).isEqualTo("Kim");
    assertThat(sent("firstName", "\u200b").details(FORM, Map.of()).facts().firstName()).isNull();
  }

  @Test
  void oneQuestionMoreIsTakenThatTheFormDoesNotAskAnyway() {
    Map<String, String> sent = Map.of("email", "kim@example.com", "more", "answers.budget", "answers.budget", "yes");
    assertThat(FormSent.of(FORM, sent).details(FORM, Map.of()).facts().answers()).containsExactly(Map.entry("budget", "yes"));
    Map<String, String> madeUp = Map.of("email", "kim@example.com", "more", "answers.salary", "answers.salary", "1");
    assertThat(FormSent.of(FORM, madeUp).values()).containsOnlyKeys("email");
    Map<String, String> twice = Map.of("email", "kim@example.com", "more", "country", "country", "DE");
    assertThat(FormSent.more(FORM, twice)).isEmpty();
  }

  @Test
  void aCountryNobodyKnowsIsAskedAboutUntilItIsSentAgainAsItIs() {
    assertThat(sent("country", "Germny").doubts(null).get("country")).contains("Did you mean Germany?");
    assertThat(sent("country", "Germny").doubts("Frnce")).isNotEmpty();
    assertThat(sent("country", "Germny").doubts("Germny")).isEmpty();
    assertThat(sent("country", "Deutschland").doubts(null)).isEmpty();
    assertThat(sent("country", "zz").doubts(null).get("country")).contains("no country of this name");
  }

  @Test
  void aLanguageNobodyKnowsIsAskedAboutWithTheCountryAndBothAreKeptTogether() {
    Map<String, String> parameters = new HashMap<>(
        Map.of("email", "kim@example.com", "country", "Germny", "more", "answers.language", "answers.language", "Germna"));
    FormSent sent = FormSent.of(FORM, parameters);
    assertThat(sent.doubts(null)).containsOnlyKeys("country", "answers.language");
    assertThat(sent.doubts(null).get("answers.language")).contains("Did you mean German?");
    assertThat(sent.doubts("Germny")).hasSize(2);
    assertThat(sent.doubts(sent.doubted())).isEmpty();
    parameters.put("answers.language", "Klingonish");
    assertThat(FormSent.of(FORM, parameters).doubts(sent.doubted()).get("answers.language")).contains("no language of this name");
    parameters.put("answers.language", "Deutsch");
    parameters.put("country", "DE");
    assertThat(FormSent.of(FORM, parameters).doubts(null)).isEmpty();
  }

  @Test
  void whatIsNeededIsAskedForAndWhatMayBeChosenIsHeldToItsChoices() {
    HostedForm asked = new HostedForm("guide", 1, true, FORM.words(), List.of(
        new HostedForm.Field("email", "Address", true, List.of()), new HostedForm.Field("firstName", "Name", true, List.of()),
        new HostedForm.Field("answers.timeline", "When?", false, List.of("soon", "later"))), false, null, null, null,
        FORM.counting());
    Map<String, String> sent = Map.of("email", "kim@example.com", "answers.timeline", "never");
    assertThat(FormSent.of(asked, sent).faults(asked)).containsOnlyKeys("firstName", "answers.timeline");
    Map<String, String> right = Map.of("email", "kim@example.com", "firstName", "Kim", "answers.timeline", "soon");
    assertThat(FormSent.of(asked, right).faults(asked)).isEmpty();
  }
}
