package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static dev.leadloop.scoring.ScoringFixtures.count;
import static dev.leadloop.scoring.ScoringFixtures.daysAgo;
import static dev.leadloop.scoring.ScoringFixtures.fact;
import static dev.leadloop.scoring.ScoringFixtures.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.All;
import dev.leadloop.policy.scoring.Condition.Any;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.Condition.Not;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final LeadProfile CTO = person("CTO", 150, EmailKind.BUSINESS);
  private static final LeadProfile NOBODY = ScoringFixtures.unknown();
  private static final Condition YES = new All(List.of());
  private static final Condition NO = new Any(List.of());

  @Test
  void allOfNothingIsTrueAndAnyOfNothingIsFalse() {
    assertThat(holds(YES, NOBODY)).isTrue();
    assertThat(holds(NO, NOBODY)).isFalse();
  }

  @Test
  void partsCombine() {
    assertThat(holds(new All(List.of(YES, NO)), NOBODY)).isFalse();
    assertThat(holds(new Any(List.of(NO, YES)), NOBODY)).isTrue();
    assertThat(holds(new Not(NO), NOBODY)).isTrue();
  }

  @Test
  void textIsComparedWithoutRegardToCase() {
    assertThat(holds(fact("title", Comparison.IN, "cto"), CTO)).isTrue();
    assertThat(holds(fact("title", Comparison.CONTAINS, "Cto"), person("Interim cTO", null, EmailKind.NONE))).isTrue();
  }

  @Test
  void blanksAndWhatCannotBeSeenMakeNoDifference() {
    for (String written : List.of("Example\u00a0Competitor", "EXAMPLE  competitor", "Exam\u00adple Competitor\u200b",
        "Example\tCompetitor")) {
      LeadProfile rival = company(written);
      assertThat(holds(fact("company", Comparison.IN, "Example Competitor"), rival)).as(written).isTrue();
      assertThat(holds(fact("company", Comparison.CONTAINS, "example competitor"), rival)).as(written).isTrue();
    }
    assertThat(holds(fact("company", Comparison.IN, "Example  Competitor"), company("Example Competitor"))).isTrue();
    assertThat(holds(fact("company", Comparison.IN, "Example Competitor"), company("Example-Competitor"))).isFalse();
  }

  @Test
  void wordsAreNotFoundInsideOtherWords() {
    LeadProfile director = person("Director International", null, EmailKind.NONE);
    assertThat(holds(fact("title", Comparison.CONTAINS, "cto"), director)).isFalse();
    assertThat(holds(fact("title", Comparison.CONTAINS, "intern"), director)).isFalse();
    assertThat(holds(fact("title", Comparison.CONTAINS, "director"), director)).isTrue();
    assertThat(holds(fact("title", Comparison.CONTAINS, "vice president"),
        person("Sr. Vice President, EMEA", null, EmailKind.NONE)))
        .isTrue();
  }

  @Test
  void wordIsFoundAfterAnEarlierPartialMatch() {
    assertThat(holds(fact("title", Comparison.CONTAINS, "cto"), person("Director and CTO", null, EmailKind.NONE))).isTrue();
  }

  @Test
  void postIsFoundOnlyWhereItIsHeld() {
    LeadProfile vice = person("Vice President of Sales", null, EmailKind.NONE);
    assertThat(holds(fact("title", Comparison.CONTAINS, "president", "owner"), vice)).isFalse();
    assertThat(holds(fact("title", Comparison.CONTAINS, "Vice President"), vice)).isTrue();
    assertThat(holds(fact("seniority", Comparison.IN, "department"), vice)).isTrue();
    assertThat(holds(fact("role", Comparison.IN, "sales"), vice)).isTrue();
    assertThat(holds(fact("seniority", Comparison.UNKNOWN), person(null, null, EmailKind.NONE))).isTrue();
    assertThat(holds(fact("title", Comparison.CONTAINS, "ceo"), person("Executive Assistant to the CEO", null, EmailKind.NONE)))
        .isFalse();
  }

  @Test
  void countriesAndLanguagesAreComparedByWhatTheyMean() {
    LeadProfile german = from("Deutschland", "de-AT");
    assertThat(holds(fact("country", Comparison.IN, "Germany"), german)).isTrue();
    assertThat(holds(fact("country", Comparison.IN, "FR", "de"), german)).isTrue();
    assertThat(holds(fact("country", Comparison.IN, "Dominica"), from("Dominican Republic", null))).isFalse();
    assertThat(holds(fact("country", Comparison.IN, "Atlantis"), from("atlantis", null))).as("unknown, but the same").isTrue();
    assertThat(holds(fact("language", Comparison.IN, "German"), german)).isTrue();
    assertThat(holds(fact("answers.language", Comparison.IN, "de"), german)).isTrue();
    assertThat(holds(fact("answers.language", Comparison.IN, "en"), german)).isFalse();
    assertThat(holds(fact("language", Comparison.UNKNOWN), from("DE", "Klingonese"))).isTrue();
  }

  private static LeadProfile from(String country, @Nullable String language) {
    return new LeadProfile(true, EmailKind.NONE, null, Company.UNKNOWN, country, null, FirstTouch.UNKNOWN,
        language == null ? Map.of() : Map.of("language", language), MailConsent.UNKNOWN);
  }

  @Test
  void numbersAreComparedAsNumbers() {
    assertThat(holds(fact("companySize", Comparison.AT_LEAST, "20"), CTO)).isTrue();
    assertThat(holds(fact("companySize", Comparison.AT_LEAST, "150"), CTO)).isTrue();
    assertThat(holds(fact("companySize", Comparison.AT_LEAST, "151"), CTO)).isFalse();
    assertThat(holds(fact("companySize", Comparison.AT_MOST, "150"), CTO)).isTrue();
    assertThat(holds(fact("companySize", Comparison.AT_MOST, "20"), CTO)).isFalse();
  }

  @Test
  void aNumberThatMayBeTwoIsNeitherAboveNorBelowAnother() {
    for (String said : List.of("50.000", "1.500", "999.999", "-2.000", "50,000", "50 000", "50k",
        "1e400000000", "1e-400000000", "7".repeat(1_000_000), "1e41")) {
      LeadProfile lead = answered("budget", said);
      for (Comparison comparison : List.of(Comparison.AT_LEAST, Comparison.AT_MOST)) {
        assertThat(holds(fact("answers.budget", comparison, "1000"), lead)).as("%s %s", said, comparison).isFalse();
      }
    }
    for (String said : List.of("50000", "1000.5", "1000.25", "50000.125", "1e5", " 1500 ")) {
      assertThat(holds(fact("answers.budget", Comparison.AT_LEAST, "1000"), answered("budget", said))).as(said).isTrue();
    }
    assertThat(holds(fact("answers.budget", Comparison.AT_MOST, "1"), answered("budget", "0.125"))).isTrue();
  }

  @Test
  void textIsNeitherAboveNorBelowANumber() {
    assertThat(holds(fact("title", Comparison.AT_LEAST, "20"), CTO)).isFalse();
    assertThat(holds(fact("title", Comparison.AT_MOST, "20"), CTO)).isFalse();
  }

  @Test
  void unknownFactIsOnlyUnknown() {
    for (Comparison comparison : Comparison.values()) {
      assertThat(holds(fact("companySize", comparison, "20"), NOBODY)).as("%s", comparison)
          .isEqualTo(comparison == Comparison.UNKNOWN);
    }
    assertThat(holds(fact("title", Comparison.KNOWN), CTO)).isTrue();
  }

  @Test
  void blankAnswerIsUnknown() {
    assertThat(holds(fact("answers.blank", Comparison.UNKNOWN), CTO)).isTrue();
    assertThat(holds(fact("answers.budget", Comparison.IN, "yes"), CTO)).isTrue();
  }

  @Test
  void signalsAreCountedWithinTheirTime() {
    List<Signal> signals = List.of(daysAgo("pricing_page_view", 14), daysAgo("pricing_page_view", 1));
    assertThat(Conditions.holds(count(2, 14, "pricing_page_view"), CTO, signals, NOW)).isTrue();
    assertThat(Conditions.holds(count(2, 14, "pricing_page_view"), CTO, signals, NOW.plusMillis(1))).isFalse();
    assertThat(Conditions.holds(count(3, 14, "pricing_page_view"), CTO, signals, NOW)).isFalse();
  }

  @Test
  void voidedLaterAndOtherSignalsAreNotCounted() {
    Signal real = daysAgo("pricing_page_view", 2);
    Signal voided = new Signal("voided", real.type(), real.occurredAt(), Map.of(), true);
    List<Signal> signals = List.of(voided, daysAgo("pricing_page_view", -1), daysAgo("email_open", 1));
    assertThat(Conditions.holds(count(1, 14, "pricing_page_view"), CTO, signals, NOW)).isFalse();
  }

  @Test
  void severalTypesCountTogether() {
    List<Signal> signals = List.of(daysAgo("session_start", 3), daysAgo("page_view", 1));
    assertThat(Conditions.holds(count(2, 14, "session_start", "page_view"), CTO, signals, NOW)).isTrue();
  }

  private static boolean holds(Condition condition, LeadProfile profile) {
    return Conditions.holds(condition, profile, List.of(), NOW);
  }

  private static LeadProfile company(String name) {
    return new LeadProfile(true, EmailKind.BUSINESS, null, new Company(name, null, null), null, null, FirstTouch.UNKNOWN,
        Map.of(), MailConsent.UNKNOWN);
  }

  private static LeadProfile answered(String question, String said) {
    return new LeadProfile(true, EmailKind.BUSINESS, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN,
        Map.of(question, said), MailConsent.UNKNOWN);
  }
}
