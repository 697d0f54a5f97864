package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.policy.ConsentRules;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.ConsentRules.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentReaderTest {
  private static final String STARTER = PolicyCatalog.starter();

  @Test
  void starterPolicyNurturesWhoeverDidNotDeclineAndHasTopics() {
    ConsentRules rules = PolicyFiles.parse(STARTER, 1).consent();
    assertThat(rules.need()).isEqualTo(Need.NONE);
    assertThat(rules.confirmWithin()).isEqualTo(Duration.ofDays(14));
    assertThat(rules.topics()).extracting(Topic::id).containsExactly("guides", "stories", "events", "offers");
    assertThat(rules.topicOf("nurture", "webinar")).get().extracting(Topic::id).isEqualTo("events");
    assertThat(rules.topicOf("nurture", "comparison")).get().extracting(Topic::id).isEqualTo("guides");
  }

  @Test
  void everyMailOfTheStarterPolicyHasATopic() {
    var policy = PolicyFiles.parse(STARTER, 1);
    policy.sequences().values().forEach(sequence -> sequence.steps().forEach(
        step -> assertThat(policy.consent().topicOf(sequence.id(), step.id())).as(step.id()).isPresent()));
  }

  @Test
  void policyWithoutTheSectionNeedsNoConsentAndHasNoTopics() {
    assertThat(PolicyFiles.parse(STARTER.substring(0, STARTER.indexOf("\nconsent:") + 1), 1).consent())
        .isEqualTo(ConsentRules.NONE);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      nurture-needs: none   | nurture-needs: triple | no kind of consent 'triple'; known are double, none, single
      nurture-needs: none   | nurture-need: none    | 'nurture-needs' is missing in 'consent'
      confirm-within: 14d   | confirm-within: soon  | must be a time such as 90s
      - { id: events,       | - { id: guides,       | the topic 'guides' is given twice
      - { id: events,       | - { id: Big Events,   | may have small letters, digits and dashes
      sends: [nurture/webinar] | sends: [nurture/webinars] | did you mean 'nurture/webinar'?
      sends: [nurture/webinar] | sends: [nurture/case-study] | belongs to two topics
      sends: [nurture/webinar] | sends: []          | needs 'sends'
      """)
  void mistakeIsRefusedWithItsLineAndWhatToDo(String right, String wrong, String message) {
    assertThat(STARTER).contains(right);
    String yaml = STARTER.replace(right, wrong);
    int line = (int) yaml.substring(0, yaml.lastIndexOf(wrong)).lines().count();
    InvalidPolicy invalid = catchThrowableOfType(InvalidPolicy.class, () -> PolicyFiles.parse(yaml, 1));
    assertThat(invalid).isNotNull();
    assertThat(invalid.problems()).anySatisfy(problem -> {
      assertThat(problem.message()).contains(message);
      assertThat(problem.line()).isBetween(line - 1, line + 1);
    });
  }
}
