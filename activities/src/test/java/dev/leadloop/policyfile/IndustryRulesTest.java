package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules about industries, as a policy writes them and leads answer them. */
class IndustryRulesTest {
  private static final String WHEN =
      "{ fact: industry, in: [technology, finance, manufacturing, retail, professional services, health care] }";

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "in: [software] | Computer Software | 15", "in: [Computer Software] | SaaS | 15", "contains: [software] | SaaS | 15",
      "in: [COMPUTER_SOFTWARE] | Softwareentwicklung | 15", "in: [software] | Technology | 0", "in: [technology] | Software | 15",
      "in: [software] | Non-software | 0", "contains: [software] | Not software | 0", "in: [NACE 62.01] | Software | 15",
      "in: ['Mining & Metals'] | Steel | 15", "in: ['Mining & Metals'] | Bergbau | 15", "in: [health] | Krankenhaus | 15",
      "contains: [it] | Software | 15", "contains: [services] | Consulting | 15", "contains: [services] | Services | 15",
      "contains: [internet] | Social network | 15", "in: [banking] | Software for banks | 0",
      "in: [banking] | Banking, Software | 15",
      "in: [competitor] | Competitor | 15", "in: [competitor] | A competitor of ours | 0",
      "contains: [competitor] | A competitor of ours | 15", "contains: [competitor] | Non-competitor | 0",
      "contains: [Wizardry] | school of wizardry | 15", "in: ['Wizardry & Magic'] | 'wizardry, magic' | 15",
      "in: [Zauberei] | ZAUBEREI | 15", "contains: [bücher-zauber] | Die Bücher-Zauber GmbH | 15"})
  void aRuleHoldsForWhatIsMeant(String asked, String industry, int points) {
    LeadProfile lead = new LeadProfile(true, EmailKind.NONE, null, new Company(null, null, industry), null, null,
        FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    assertThat(fit(lead, document(asked))).isEqualTo(points);
  }

  @ParameterizedTest
  @ValueSource(strings = {"industry", "branche", "company_industry"})
  void soItDoesForAnAnswerThatTellsOne(String question) {
    String document = PolicyCatalog.starter().replace(WHEN, "{ fact: answers." + question + ", in: [health care] }");
    LeadProfile lead = new LeadProfile(true, EmailKind.NONE, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN,
        Map.of(question, "Gesundheitswesen"), MailConsent.UNKNOWN);
    assertThat(fit(lead, document)).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "in: [Sofware] | Sofware | ; did you mean 'software'?", "contains: [Healtcare] | Healtcare | ; did you mean 'health care'?",
      "in: [Zauberei] | Zauberei | ''", "in: [Non-software] | Non-software | ''"})
  void aWordThatIsNoIndustryIsWarnedOf(String asked, String word, String near) {
    String document = document(asked);
    assertThat(PolicyFiles.warnings(document)).filteredOn(warning -> warning.message().startsWith("no industry is known as"))
        .singleElement().satisfies(warning -> {
          assertThat(warning.line()).isEqualTo(lineOf(document));
          assertThat(warning.message()).isEqualTo("no industry is known as '" + word
              + "', so this finds it only where somebody wrote these very words" + near);
        });
  }

  @Test
  void aKnownOneIsNoWordWorth() {
    String document = document("in: [software, IT, Gesundheitswesen, 'Mining & Metals', NACE 62, services, COMPUTER_SOFTWARE]");
    assertThat(PolicyFiles.warnings(document)).noneMatch(warning -> warning.message().contains("industry"));
    assertThat(PolicyFiles.warnings(PolicyCatalog.starter())).noneMatch(warning -> warning.message().contains("industry"));
  }

  /** A lead may be of two industries at once: to ask for both is no contradiction. */
  @Test
  void twoIndustriesTogetherAreNoContradiction() {
    String document = PolicyCatalog.starter().replace(
        WHEN, "{ all: [{ fact: industry, in: [software] }, { fact: industry, in: [retail] }] }");
    assertThat(PolicyFiles.warnings(document)).noneMatch(warning -> warning.message().contains("never fires"));
    LeadProfile lead = new LeadProfile(true, EmailKind.NONE, null, new Company(null, null, "Retail & software"), null, null,
        FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    assertThat(fit(lead, document)).isEqualTo(15);
  }

  private static int fit(LeadProfile lead, String document) {
    return Scoring.score(lead, List.of(), PolicyTexts.read(document, 1), Instant.EPOCH).summary().fit();
  }

  private static String document(String asked) {
    String document = PolicyCatalog.starter().replace(WHEN, "{ fact: industry, " + asked + " }");
    assertThat(document).contains(asked);
    return document;
  }

  private static int lineOf(String document) {
    return (int) document.substring(0, document.indexOf("fact: industry, ")).lines().count();
  }
}
