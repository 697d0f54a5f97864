package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Measure;
import dev.leadloop.policy.scoring.Condition.Measure.Kind;
import dev.leadloop.policy.scoring.NegativeCaps;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.PropertyTest.Comparison;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions on what leads did, and what negative rules may say. */
class BehaviourReaderTest {
  private static final String CONDITION = "{ signals: email_open, at-least: 2, within: 14d }";
  private static final Duration MONTH = Duration.ofDays(30);
  private static final List<String> OPENS = List.of("email_open");

  @Test
  void everyKindIsRead() {
    PropertyTest topic = new PropertyTest("topic", Comparison.IN, List.of("roi"));
    assertThat(condition("{ signals: email_open, where: { property: topic, in: [roi] }, within: 30d }"))
        .isEqualTo(new Condition.SignalMeasure(OPENS, List.of(topic), Measure.COUNT, 1, MONTH));
    assertThat(condition("{ signals: any, at-least: 4, within: 30d }"))
        .isEqualTo(new Condition.SignalMeasure(List.of(), List.of(), Measure.COUNT, 4, MONTH));
    assertThat(condition("{ signals: email_open, distinct: day, at-least: 3, within: 30d }"))
        .isEqualTo(new Condition.SignalMeasure(OPENS, List.of(), new Measure(Kind.DISTINCT, "day"), 3, MONTH));
    assertThat(condition("{ signals: any, sum: seconds, at-least: 600, within: 30d }"))
        .isEqualTo(new Condition.SignalMeasure(List.of(), List.of(), new Measure(Kind.SUM, "seconds"), 600, MONTH));
    assertThat(condition("{ signals: email_open, longest: seconds, at-least: 60, within: 30d }"))
        .isEqualTo(new Condition.SignalMeasure(OPENS, List.of(), new Measure(Kind.LONGEST, "seconds"), 60, MONTH));
    assertThat(condition("{ signals: any, not-for: 30d }")).isEqualTo(new Condition.Quiet(List.of(), List.of(), MONTH));
    assertThat(condition("{ signals: email_open, where: { property: topic, in: roi }, not-for: 30d }"))
        .isEqualTo(new Condition.Quiet(OPENS, List.of(topic), MONTH));
    assertThat(condition(CONDITION)).isEqualTo(new Condition.SignalCount(OPENS, 2, Duration.ofDays(14)));
  }

  @Test
  void negativeRulesMaySuppressAndHaveCapsOfTheirGroupAndInTotal() {
    var policy = PolicyTexts.read(
        PolicyFilesTest.SMALL.replace("floor: -10", "floor: -10\n  negative-cap: 60\n  negative-groups: { who: 50 }")
            .replace("disqualifies: true", "leads-to: suppress\n    group: who"), 1);
    assertThat(policy.scoring().negativeCaps()).isEqualTo(new NegativeCaps(Map.of("who", 50), 60));
    assertThat(policy.negatives()).singleElement().satisfies(rule -> {
      assertThat(rule.leadsTo()).isEqualTo(LeadsTo.SUPPRESS);
      assertThat(rule.group()).isEqualTo("who");
    });
    assertThat(negative("disqualifies: true").disqualifies()).isTrue();
    assertThat(negative("leads-to: disqualify").disqualifies()).isTrue();
    assertThat(negative("disqualifies: false").leadsTo()).isEqualTo(LeadsTo.POINTS);
    assertThat(PolicyTexts.read(PolicyFilesTest.SMALL, 1).scoring().negativeCaps()).isEqualTo(NegativeCaps.NONE);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(CONDITION, "{ signals: email_open, distinct: day, within: 30d }", 13, "say with 'at-least' how much"),
        mistake(CONDITION, "{ signals: email_open, sum: seconds, longest: seconds, at-least: 1, within: 30d }", 13,
            "keep one of distinct, sum and longest"),
        mistake(CONDITION, "{ signals: any, not-for: 200d }", 13, "'not-for' must not be longer than the scoring window"),
        mistake(CONDITION, "{ signals: any, not-for: 30d, at-least: 2 }", 13, "no key 'at-least'"),
        mistake(CONDITION, "{ signals: any, not-fro: 30d }", 13, "'within' is missing"),
        mistake(CONDITION, "{ signals: [any, email_open], within: 30d }", 13, "no scored signal type 'any'"),
        mistake(CONDITION, "{ signals: any, where: { property: topic }, within: 30d }", 13, "exactly one of in, begins-with"),
        mistake("disqualifies: true", "leads-to: supress", 28, "no path of a negative rule 'supress'; did you mean 'suppress'?"),
        mistake("disqualifies: true", "disqualifies: true\n    leads-to: suppress", 29, "are two things; keep one"),
        mistake("disqualifies: true", "group: who", 28, "no group of negative rules 'who'"),
        mistake("floor: -10", "floor: -10\n  negative-cap: -5", 7, "'negative-cap' must be a whole number from 0"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsToldWithItsLine(String from, String to, int line, String message) {
    InvalidPolicy invalid =
        catchThrowableOfType(InvalidPolicy.class, () -> PolicyTexts.read(PolicyFilesTest.SMALL.replace(from, to), 1));
    assertThat(invalid).as("the document should have been refused").isNotNull();
    assertThat(invalid.problems()).anySatisfy(problem -> {
      assertThat(problem.message()).contains(message);
      assertThat(problem.line()).isEqualTo(line);
    });
  }

  private static Arguments mistake(String from, String to, int line, String message) {
    return Arguments.of(from, to, line, message);
  }

  private static Condition condition(String condition) {
    return PolicyTexts.read(PolicyFilesTest.SMALL.replace(CONDITION, condition), 1).scoring().bonuses().get(0).when();
  }

  private static NegativeRule negative(String says) {
    return PolicyTexts.read(PolicyFilesTest.SMALL.replace("disqualifies: true", says), 1).negatives().get(0);
  }
}
