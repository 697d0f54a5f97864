package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.policy.ConsentRules;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.ConsentRules.Topic;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentReaderTest {
  private static final String STARTER = PolicyCatalog.starter();

  @Test
  void starterPolicyNurturesWhoeverDidNotDeclineAndHasTopics() {
    LeadPolicy policy = PolicyTexts.read(STARTER, 1);
    ConsentRules rules = policy.consent();
    assertThat(rules.need()).isEqualTo(Need.NONE);
    assertThat(rules.confirmWithin()).isEqualTo(Duration.ofDays(14));
    assertThat(rules.topics()).extracting(Topic::id).containsExactly("guides", "stories", "events", "offers");
    assertThat(policy.topicOf("nurture", "webinar", null)).get().extracting(Topic::id).isEqualTo("events");
    assertThat(policy.topicOf("nurture", "comparison", null)).get().extracting(Topic::id).isEqualTo("guides");
  }

  @Test
  void everyMailOfTheStarterPolicyHasATopic() {
    var policy = PolicyTexts.read(STARTER, 1);
    policy.sequences().values().forEach(sequence -> sequence.steps().forEach(
        step -> assertThat(policy.topicOf(sequence.id(), step.id(), null)).as(step.id()).isPresent()));
  }

  @Test
  void topicThatAStepOrASequenceNamesNeedNotListItsMails() {
    String unlisted = STARTER.replace("Invitations to webinars, sends: [nurture/webinar] }", "Invitations to webinars }");
    String mail = "label: webinar invitation";
    for (String named :
        List.of(
            unlisted.replace(mail, mail + ", topic: Events"),
            unlisted.replace(mail, mail + ", by-topic: { events: nurture/3-webinar }"),
            unlisted.replace("  nurture:\n", "  nurture:\n    topic: events\n"))) {
      assertThat(PolicyTexts.read(named, 1).consent().topics()).contains(
          new Topic("events", "Invitations to webinars", List.of()));
    }
  }

  @Test
  void policyWithoutTheSectionNeedsNoConsentAndHasNoTopics() {
    assertThat(PolicyTexts.read(STARTER.substring(0, STARTER.indexOf("\nconsent:") + 1), 1).consent())
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
      sends: [nurture/webinar] | sends: []          | no mail belongs to the topic 'events'; \
      let steps or sequences say 'topic: events'
      label: Invitations to webinars, sends: [nurture/webinar] | label: Invitations to webinars | no mail belongs to the topic \
      'events'
      """)
  void mistakeIsRefusedWithItsLineAndWhatToDo(String right, String wrong, String message) {
    assertThat(STARTER).contains(right);
    String yaml = STARTER.replace(right, wrong);
    int line = (int) yaml.substring(0, yaml.lastIndexOf(wrong)).lines().count();
    InvalidPolicy invalid = catchThrowableOfType(InvalidPolicy.class, () -> PolicyTexts.read(yaml, 1));
    assertThat(invalid).isNotNull();
    assertThat(invalid.problems()).anySatisfy(problem -> {
      assertThat(problem.message()).contains(message);
      assertThat(problem.line()).isBetween(line - 1, line + 1);
    });
  }
}
