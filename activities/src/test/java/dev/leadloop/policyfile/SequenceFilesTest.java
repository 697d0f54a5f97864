package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.PropertyTest.Comparison;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceFilesTest {
  private static final String STEPS = """
      sequences:
        nurture:
          topic: product
          goal: { when: { signals: demo_requested, since: enrolment }, label: demo asked for }
          steps:
            - { id: guide, after: 1h, template: nurture/1-guide, label: guide, by-topic: { security: nurture/3-webinar } }
            - { id: opened, wait-for: email_open, at-most: 3d, then: ab, else: rest }
            - { id: rest, wait: 7d }
            - { id: back, go-to: guide }
            - { id: ab, split: { long: 60, short: 40 } }
            - { id: long, template: nurture/1-guide, label: long, topic: depth }
            - { id: fork, branch: [{ when: { band: [warm, hot] }, go-to: done }, { when: { fact: country, in: DE }, \
      go-to: done }], else: short }
            - { id: short, after: 2d, template: nurture/3-webinar, label: short }
            - { id: done, end: all was said }
      tracks: { NURTURING: { sequence: nurture, by-topic: { security: nurture } }, MQL: nurture }
      sending: { zone: Europe/Berlin, hours: { mon-fri: [09:00-17:00] }, quiet-dates: { dates: [2026-12-24] }, \
      at-most: [{ mails: 2, within: 1d }], topic-window: 60d }
      """;

  private static final String FULL =
      PolicyFilesTest.SMALL.replaceFirst("(?s)sequences:\\n.*MQL: nurture \\}\\n", STEPS);

  @Test
  void everyKindOfStepIsReadAsItIsWritten() {
    LeadPolicy policy = PolicyTexts.read(FULL, 1);
    Sequence nurture = policy.sequences().get("nurture");
    assertThat(nurture).isNotNull();
    assertThat(nurture.topic()).isEqualTo("product");
    assertThat(nurture.goal()).isEqualTo(
        new Sequence.Goal(new Condition.SinceEnrolment(List.of("demo_requested"), List.of(), 1), "demo asked for"));
    assertThat(nurture.steps()).containsExactly(
        new Step.Send("guide", Duration.ofHours(1), "nurture/1-guide", "guide", null, Map.of("security", "nurture/3-webinar")),
        new Step.WaitFor("opened", List.of("email_open"), List.of(), Duration.ofDays(3), "ab", "rest"),
        new Step.Wait("rest", Duration.ofDays(7)),
        new Step.Jump("back", "guide"),
        new Step.Split("ab", List.of(new Step.Share(60, "long"), new Step.Share(40, "short"))),
        new Step.Send("long", Duration.ZERO, "nurture/1-guide", "long", "depth", Map.of()),
        new Step.Branch("fork", List.of(
            new Step.Case(new Condition.InBand(List.of("warm", "hot")), "done"),
            new Step.Case(new Condition.Fact("country", Condition.Comparison.IN, List.of("DE")), "done")), "short"),
        TestPolicies.mail("short", Duration.ofDays(2), "nurture/3-webinar", "short"),
        new Step.End("done", "all was said"));
    assertThat(policy.tracks()).containsEntry("NURTURING", "nurture");
    assertThat(policy.nurture().tracksByTopic()).isEqualTo(Map.of("NURTURING", Map.of("security", "nurture")));
  }

  @Test
  void whatIsWaitedForAndWhatAGoalCountsMayAskForProperties() {
    LeadPolicy policy = PolicyTexts.read(
        FULL.replace("signals: demo_requested, since", "signals: demo_requested, where: { property: topic, in: [crm] }, since")
            .replace("wait-for: email_open,", "wait-for: email_open, where: [{ property: seats, at-least: 5 }, { property: topic,"
                + " is: known }],"), 1);
    Sequence nurture = policy.sequences().get("nurture");
    assertThat(nurture.goal().when()).isEqualTo(new Condition.SinceEnrolment(
        List.of("demo_requested"), List.of(new PropertyTest("topic", Comparison.IN, List.of("crm"))), 1));
    assertThat(nurture.step("opened")).isEqualTo(new Step.WaitFor("opened", List.of("email_open"), List.of(
        new PropertyTest("seats", Comparison.AT_LEAST, List.of("5")), new PropertyTest("topic", Comparison.KNOWN, List.of())),
        Duration.ofDays(3), "ab", "rest"));
  }

  @Test
  void sendingHoursAreReadWithQuietDatesAndCaps() {
    LeadPolicy policy = PolicyTexts.read(FULL, 1);
    BusinessCalendar hours = policy.nurture().hours();
    assertThat(hours).isNotNull();
    assertThat(hours.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(hours.hours()).hasSize(5);
    assertThat(hours.holidays()).containsExactly(LocalDate.of(2026, 12, 24));
    assertThat(policy.nurture().caps()).containsExactly(new FrequencyCap(2, Duration.ofDays(1)));
    assertThat(policy.nurture().topicWindow()).isEqualTo(Duration.ofDays(60));
    assertThat(PolicyTexts.read(PolicyFilesTest.SMALL, 1).nurture().hours()).as("no limits, where none are written").isNull();
  }

  @Test
  void quietDatesAloneLeaveEveryOtherHourOpen() {
    LeadPolicy policy = PolicyTexts.read(FULL.replace("hours: { mon-fri: [09:00-17:00] }, ", ""), 1);
    assertThat(policy.nurture().hours()).isNotNull().satisfies(hours -> assertThat(hours.hours()).hasSize(7));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("then: ab", "then: abc", 42, "no step 'abc'"),
        Arguments.of("wait-for: email_open", "wait-for: email_opened", 42, "did you mean 'email_open'?"),
        Arguments.of("at-most: 3d, then", "then", 42, "'at-most' is missing"),
        Arguments.of("wait-for: email_open", "wait-for: email_open, where: { property: topic }", 42, "compare the property"),
        Arguments.of("rest, wait: 7d", "rest, wait: 7d, go-to: guide", 43, "a step does one thing"),
        Arguments.of("wait: 7d", "wait: 0d", 43, "must be longer than nothing"),
        Arguments.of("long: 60, short: 40", "long: 60, short: 30", 45, "come to 100 per cent, but come to 90"),
        Arguments.of("long: 60, short: 40", "long: 60, shor: 40", 45, "no step 'shor'; did you mean 'short'?"),
        Arguments.of("band: [warm, hot]", "band: [warmer]", 47, "no band of the score 'warmer'"),
        Arguments.of("in: DE }, go-to: done", "in: DE }, goto: done", 47, "'go-to' is missing"),
        Arguments.of("since: enrolment", "since: forever", 39, "no time to count from 'forever'"),
        Arguments.of("by-topic: { security: nurture }", "by-topic: { security: nurtured }", 50, "no sequence 'nurtured'"),
        Arguments.of("mails: 2", "mails: 0", 51, "must be a whole number from 1 to 1000"),
        Arguments.of("mon-fri: [09:00-17:00]", "mon-fri: [17:00-09:00]", 51, "are no hours"),
        Arguments.of("mon-fri: [09:00-17:00]", "mon-fri: []", 51, "no mail could ever go"),
        Arguments.of("topic-window: 60d", "topic-windows: 60d", 51, "did you mean 'topic-window'?"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void mistakeIsRefusedAtItsLine(String right, String wrong, int line, String message) {
    assertThat(FULL).as("the test's own text").contains(right);
    InvalidPolicy invalid = invalid(FULL.replace(right, wrong));
    assertThat(invalid.problems()).as("%s", invalid.problems())
        .allSatisfy(problem -> assertThat(problem.line()).isEqualTo(line))
        .anySatisfy(problem -> assertThat(problem.message()).contains(message));
  }

  @Test
  void aLoopWithoutAWaitIsRefusedAtItsFirstStep() {
    String spinning = FULL.replace("guide, after: 1h,", "guide, after: 0s,")
        .replace("at-most: 3d, then: ab, else: rest", "at-most: 3d, then: ab")
        .replace("{ id: opened,", "{ id: skip, go-to: back }\n      - { id: opened,");
    assertThat(invalid(spinning).problems()).anySatisfy(problem -> {
      assertThat(problem.line()).isEqualTo(41);
      assertThat(problem.message()).contains("from the step 'guide' a lead comes back to it without any time passing");
    });
  }

  @Test
  void aStepThatNoWayLeadsToIsRefused() {
    assertThat(invalid(FULL.replace("else: rest", "else: ab")).problems()).extracting(InvalidPolicy.Problem::line)
        .containsExactly(43, 44);
  }

  private static InvalidPolicy invalid(String yaml) {
    InvalidPolicy invalid = catchThrowableOfType(InvalidPolicy.class, () -> PolicyTexts.read(yaml, 1));
    assertThat(invalid).as("the document should have been refused").isNotNull();
    return invalid;
  }
}
