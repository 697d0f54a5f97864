package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.PropertyTest.Comparison;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.RuleTerms.HalfLife;
import dev.leadloop.policy.scoring.RuleTerms.Turns;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rule of scoring may say beside its points. */
class RuleTermsReaderTest {
  private static final int LINE = 10;

  @Test
  void everyTermIsRead() {
    assertThat(terms("where: { property: topic, in: [Security, roi] }").where())
        .containsExactly(new PropertyTest("topic", Comparison.IN, List.of("security", "roi")));
    assertThat(terms("where: [{ property: path, begins-with: /docs }, { property: amount, at-most: 9.5 }]").where())
        .containsExactly(new PropertyTest("path", Comparison.BEGINS_WITH, List.of("/docs")),
            new PropertyTest("amount", Comparison.AT_MOST, List.of("9.5")));
    assertThat(terms("where: { property: topic, contains: roi }").where())
        .containsExactly(new PropertyTest("topic", Comparison.CONTAINS, List.of("roi")));
    assertThat(terms("where: { property: amount, at-least: 100 }").where())
        .containsExactly(new PropertyTest("amount", Comparison.AT_LEAST, List.of("100")));
    assertThat(terms("where: { property: topic, is: unknown }").where())
        .containsExactly(new PropertyTest("topic", Comparison.UNKNOWN, List.of()));
    assertThat(terms("only: first").turns()).isEqualTo(new Turns(1, 1));
    assertThat(terms("nth: 3").turns()).isEqualTo(new Turns(3, 3));
    assertThat(terms("from-nth: 2").turns()).isEqualTo(new Turns(2, Integer.MAX_VALUE));
    assertThat(terms("once-per: day").oncePer()).isEqualTo(RuleTerms.DAY);
    assertThat(terms("half-life: 7d, window: 1w"))
        .isEqualTo(new RuleTerms(List.of(), Turns.EVERY, null, new HalfLife(Duration.ofDays(7)), Duration.ofDays(7), null));
    assertThat(terms("half-life: none").halfLife()).isEqualTo(new HalfLife(null));
    assertThat(terms("per: seats, cap: 50").per()).isEqualTo("seats");
    assertThat(terms("cap: 50")).isEqualTo(RuleTerms.NONE);
  }

  @Test
  void severalRulesOfATypeAreKeptInTheirOrderAndScoringLooksAsFarBackAsTheLongestWindow() {
    var scoring = PolicyTexts.read(document("where: { property: path, begins-with: /pricing }, window: 400d"), 1).scoring();
    assertThat(scoring.rules().stream().map(SignalRule::id).toList())
        .containsExactly("email_open", "demo_requested", "first", "last");
    assertThat(scoring.reach()).isEqualTo(Duration.ofDays(400));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("where: { topic: security }", "'property' is missing in 'where'"),
        mistake("where: { property: topic }", "exactly one of in, begins-with, contains, at-least, at-most and is"),
        mistake("where: { property: topic, in: a, contains: b }", "exactly one of in, begins-with, contains"),
        mistake("where: { property: topic, in: [] }", "'in' needs at least one value"),
        mistake("where: { property: amount, at-least: much }", "'at-least' must be a number, but is 'much'"),
        mistake("where: { property: amount, at-least: 1.000 }", "is written '1.000'"),
        mistake("where: { property: topic, is: there }", "no word here 'there'"),
        mistake("where: topic", "'where' must hold keys and values"),
        mistake("only: last", "there is no turn 'last'"),
        mistake("nth: 0", "'nth' must be a whole number from 1 to 1000"),
        mistake("from-nth: 1", "'from-nth' must be a whole number from 2 to 1000"),
        mistake("only: first, nth: 2", "one of only, nth and from-nth"),
        mistake("half-life: soon", "'half-life' must be a time"),
        mistake("window: 0d", "'window' must be longer than nothing"),
        mistake("per: seats", "say with 'cap' how many there may be"),
        mistake("onceper: day", "no key 'onceper'; did you mean 'once-per'?"),
        mistake("cap: 10", "'page_view' has two rules; keep one, or put the one that says 'where'"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsToldWithItsLine(String terms, String message) {
    InvalidPolicy invalid = catchThrowableOfType(InvalidPolicy.class, () -> PolicyTexts.read(document(terms), 1));
    assertThat(invalid).as("the document should have been refused").isNotNull();
    assertThat(invalid.problems()).anySatisfy(problem -> {
      assertThat(problem.message()).contains(message);
      assertThat(problem.line()).isBetween(LINE + 1, LINE + 2);
    });
  }

  private static Arguments mistake(String terms, String message) {
    return Arguments.of(terms, message);
  }

  private static RuleTerms terms(String terms) {
    String alone = document(terms).replaceFirst("    - \\{ signal: page_view, id: last, .*\n", "");
    return PolicyTexts.read(alone, 1).scoring().rules().stream()
        .filter(rule -> rule.id().equals("first")).findFirst().orElseThrow().terms();
  }

  /** Two rules for page views, of which the first has these terms. */
  private static String document(String terms) {
    return PolicyFilesTest.SMALL.replace("label: demo }", """
        label: demo }
            - { signal: page_view, id: first, points: 5, label: looked, %s }
            - { signal: page_view, id: last, points: 1, label: looked again }""".formatted(terms));
  }
}
