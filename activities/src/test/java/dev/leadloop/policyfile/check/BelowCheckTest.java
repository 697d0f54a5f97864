package dev.leadloop.policyfile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can hardly be meant by a rule for what lies below. */
class BelowCheckTest {
  private static final String STARTER = PolicyCatalog.starter();
  private static final String BEHIND = "  direct-intent-within: 30d\n";
  private static final int LINE = (int) STARTER.substring(0, STARTER.indexOf(BEHIND)).lines().count() + 3;

  /** What is said beside what is said of the starter policy anyway; rules stand from {@link #LINE} on. */
  private static List<Problem> doubts(String... rules) {
    StringBuilder section = new StringBuilder(BEHIND).append("  below:\n");
    for (int i = 0; i < rules.length; i++) {
      section.append("    - { id: low-").append(i).append(", label: is low, ").append(rules[i]).append(" }\n");
    }
    PolicyReport report =
        PolicyChecks.report(STARTER.replace(BEHIND, section), template -> true, null, Standing.UNKNOWN);
    assertThat(report.errors()).isEmpty();
    List<String> usual =
        PolicyChecks.report(STARTER, template -> true, null, Standing.UNKNOWN).warnings().stream().map(Problem::message).toList();
    return report.warnings().stream().filter(problem -> !usual.contains(problem.message())).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "engagement: 10, after: 30d, leads-to: disqualify",
      "engagement: 60, fit: 25, after: 30d, leads-to: suppress",
      "score: 90, fit: 20, after: 9d, leads-to: suppress",
      "score: 0, leads-to: suppress",
      "negative: -199, leads-to: suppress",
      "account: 100, people-active: 2, after: 9d, leads-to: suppress"})
  void whatCanBeMeantIsNotDoubted(String rule) {
    assertThat(doubts(rule)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "engagement: 10, leads-to: disqualify | a lead that has just come in, of which nothing is known yet, is closed at once",
      "score: 1, fit: 5, leads-to: suppress | a lead that has just come in, of which nothing is known yet, is left without mail",
      "score: 61, after: 9d, leads-to: disqualify | a lead with score from 60 to 60 is ready (MQL) and is to be closed",
      "engagement: 80, after: 9d, leads-to: suppress | a lead with engagement from 60 to 79 is ready (MQL)",
      "product: 41, after: 9d, leads-to: suppress | a lead with product use from 40 to 40 is ready (PQL)",
      "fit: 30, after: 9d, leads-to: suppress | a lead with fit from 25 to 29 is ready (MQL) and is to be left without mail",
      "fit: 30, account: 90, after: 9d, leads-to: suppress | a lead with account from 80 to 89 is ready (MQA)",
      "account: 100, after: 9d, leads-to: disqualify | a lead with account from 80 to 99 is ready (MQA)"})
  void whatCanHardlyBeMeantIsToldWithItsLine(String rule, String message) {
    assertThat(doubts(rule)).as(rule).anySatisfy(problem -> {
      assertThat(problem.message()).contains(message);
      assertThat(problem.line()).isEqualTo(LINE);
    }).allSatisfy(problem -> assertThat(problem.line()).isEqualTo(LINE));
  }

  @Test
  void aNumberThatEveryLeadLiesBelowIsTold() {
    String little = STARTER.replaceFirst("(?s)  rules:\n    - id: leads-the-company.*?    - id: business-address",
        "  rules:\n    - id: business-address");
    String below = BEHIND + "  below:\n    - { id: low, fit: 16, after: 9d, leads-to: suppress, label: is low }\n";
    assertThat(PolicyChecks.report(little.replace(BEHIND, below), template -> true, null, Standing.UNKNOWN).warnings())
        .extracting(Problem::message).contains("every lead has fit below 16: the rules of 'fit' give 15 at most");
  }

  @Test
  void aNumberThatIsNeverSoLowIsTold() {
    String none = STARTER.replaceFirst("(?s)\nnegatives:\n.*?\n# -----", "\n# -----");
    String below = BEHIND + "  below:\n    - { id: low, score: -5, negative: -5, leads-to: suppress, label: is low }\n";
    assertThat(PolicyChecks.report(none.replace(BEHIND, below), template -> true, null, Standing.UNKNOWN).warnings())
        .extracting(Problem::message).contains("no lead has score below -5: the rules of 'negatives' take 0 at most",
            "no lead has negative points below -5: the rules of 'negatives' take 0 at most");
  }

  @Test
  void aRuleThatAnotherLeavesNobodyToIsTold() {
    String narrow = "engagement: 5, fit: 10, after: 60d, leads-to: disqualify";
    assertThat(doubts("engagement: 9, after: 30d, leads-to: disqualify", narrow)).singleElement().satisfies(problem -> {
      assertThat(problem.message()).isEqualTo("the rule 'low-1' never decides: whoever it is for is closed by 'low-0'");
      assertThat(problem.line()).isEqualTo(LINE + 1);
    });
    assertThat(doubts(narrow, "engagement: 9, after: 30d, leads-to: disqualify")).isEmpty();
    assertThat(doubts("engagement: 5, after: 60d, leads-to: suppress", "engagement: 9, after: 30d, leads-to: disqualify"))
        .as("closing goes first whatever the order").singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(LINE));
    assertThat(doubts("engagement: 5, after: 10d, leads-to: suppress", "engagement: 9, after: 30d, leads-to: disqualify"))
        .as("its mail stops before it is closed").isEmpty();
  }
}
