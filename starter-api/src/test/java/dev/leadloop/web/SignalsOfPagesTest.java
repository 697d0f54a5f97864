package dev.leadloop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.web.WebSettings.Form;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalsOfPagesTest {
  private static final PolicyNames NAMES = PolicyNames.of(PolicyTexts.read(PolicyCatalog.starter(), 1));

  private static WebSettings settings(Map<String, String> pages, Map<String, Form> forms) {
    return new WebSettings(List.of(), Duration.ofDays(90), pages, forms, true, 10);
  }

  @Test
  void settingsThatCountForNothingAreNamedWithTheNearest() {
    Form form = new Form("Guide", "", List.of("email"), Map.of("buget", "Is there money?", "shoes", "Your size?"), null, "Send",
        "Thank you", "ebook_downlod", "website", null, null, false);
    assertThat(SignalsOfPages.warnings(settings(Map.of("/prices", "pricing_page"), Map.of("guide", form)), NAMES))
        .extracting(Warning::field, Warning::nearest)
        .containsExactly(
            tuple("leadloop.web.pages[/prices]", "pricing_page_view"),
            tuple("leadloop.web.forms.guide.signal", "ebook_download"),
            tuple("leadloop.web.forms.guide.questions.buget", "answers.budget"));
  }

  @Test
  void theFormContactStaysBesideOnesOwnUnlessItIsGivenOrLeftOut() {
    Form own = new Form("Guide", "", List.of("email"), Map.of(), null, "Send", "Thank you", "ebook_download", "website", null,
        null, false);
    assertThat(settings(Map.of(), Map.of()).forms()).containsOnlyKeys("contact");
    assertThat(settings(Map.of(), Map.of("guide", own)).forms())
        .containsOnlyKeys("contact", "guide").containsEntry("contact", Form.contact());
    assertThat(settings(Map.of(), Map.of("contact", own)).forms()).isEqualTo(Map.of("contact", own));
    WebSettings without = new WebSettings(List.of(), Duration.ofDays(90), Map.of(), Map.of("guide", own), false, 10);
    assertThat(without.forms()).containsOnlyKeys("guide");
  }

  @Test
  void theSettingsThatTheProductComesWithAreNoWordWorth() {
    assertThat(SignalsOfPages.warnings(settings(Map.of(), Map.of()), NAMES)).isEmpty();
  }
}
