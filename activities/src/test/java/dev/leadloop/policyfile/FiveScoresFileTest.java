package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyDiff;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Product use and account as sections of their own, and thresholds over all scores. */
class FiveScoresFileTest {
  private static final String SECTIONS =
      """
      product:
        window: 90d
        half-life: none
        cap: 80
        groups: { use: 30 }
        rules:
          - { signal: trial_started, points: 30, cap: 30, label: trial }
          - { signal: product_event, points: 5, group: use, label: used }
        bonuses:
          - id: active
            when: { signals: product_event, at-least: 3, within: 30d }
            points: 20
            label: used three times
      account:
        cap: 100
        rules:
          - { id: two, when: { people-active: 2 }, points: 40, label: two people }
          - { id: buyers, when: { roles: { in: [it, finance], at-least: 2 } }, points: 20, label: it and finance }
          - { id: asked, when: { asked: { signals: [demo_requested], within: 30d } }, points: 30, label: asked }
          - { id: surge, when: { surge: { topics: [crm], score: 60, within: 30d }, people-active: 1 }, points: 20, label: up }
      qualification:
        mql:
          - { by: score, score: 20, fit: 10 }
          - { by: product, product: 40, fit: 10 }
          - { by: account, account: 80, people-active: 2 }
        sql:
          - { by: score, score: 50, fit: 20 }
          - { by: product, product: 60, fit: 10 }
        below:
          - { id: cold, engagement: 5, product: 10, after: 30d, leads-to: suppress, label: is cold }
          - { id: misfit, fit: 5, people-active: 2, account: 10, leads-to: disqualify, label: fits nobody }
          - { id: against, score: -5, negative: -20, leads-to: disqualify, label: is no buyer }
        hysteresis: 5
      """;

  private static final String DOCUMENT = PolicyFilesTest.SMALL.replaceFirst(
      "(?s)qualification:\n.*?  hysteresis: 5\n", java.util.regex.Matcher.quoteReplacement(SECTIONS));

  /** Lines before the sections. */
  private static final int BEFORE = 29;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("{ signal: trial_started", "{ signal: email_open", 7, "'email_open' has a rule in 'scoring' as well; keep one"),
        mistake("{ signal: trial_started", "{ signal: product_event", 8, "'product_event' has two rules"),
        mistake("group: use, label", "group: usage, label", 8, "no group of scoring rules 'usage'"),
        mistake("cap: 80", "cap: 80\n  floor: -10", 5, "'product' has no key 'floor'"),
        mistake("id: active", "id: trial_started", 10, "two scoring rules have the id 'trial_started'"),
        mistake("at-least: 3, within: 30d", "at-least: 3, within: 200d", 11, "must not be longer than the scoring window"),
        mistake("when: { people-active: 2 }", "when: { peopel-active: 2 }", 17, "asks for at least one of people-active"),
        mistake("id: two,", "id: active,", 17, "two scoring rules have the id 'active'"),
        mistake("[it, finance]", "[it, finances]", 18, "no role 'finances'; did you mean 'finance'?"),
        mistake("[it, finance], at-least: 2", "[it, finance], at-least: 3", 18, "must be a whole number from 1 to 2"),
        mistake("[demo_requested], within", "[demo_request], within", 19, "did you mean 'demo_requested'?"),
        mistake("score: 60, within: 30d", "score: 60, within: 300d", 20, "must not be longer than the scoring window"),
        mistake("by: product, product: 40", "by: use, product: 40", 24, "no kind of evidence 'use'"),
        mistake("by: product, product: 40, fit: 10", "by: product, fit: 10", 24, "asks for 'product'"),
        mistake("account: 80, people-active: 2", "fit: 10", 25, "asks for 'account' or 'people-active'"),
        mistake("product: 60", "product: 90", 28, "must be a whole number from 1 to 80"),
        mistake("account: 80,", "account: 101,", 25, "must be a whole number from 1 to 100"),
        mistake("product: 60", "product: 39", 28, "the SQL product use (39) must not be below the MQL product use (40)"),
        mistake("product: 60", "product: 40", 28, "must ask for more than an MQL by product"),
        mistake("score: 50, fit: 20", "score: 20, fit: 20", 27, "the SQL score (20) must be above the MQL score (20)"),
        mistake("{ id: cold,", "{ id: active,", 30, "two scoring rules have the id 'active'"),
        mistake("engagement: 5, product: 10, after", "after", 30, "name a number of [score, engagement, negative, fit, product"),
        mistake("engagement: 5, product: 10", "engagement: 0", 30, "'engagement' must be a whole number from 1 to "),
        mistake("product: 10, after", "produce: 10, after", 30, "no key 'produce'; did you mean 'product'?"),
        mistake("after: 30d, leads-to", "after: soon, leads-to", 30, "'after' must be a time"),
        mistake("leads-to: suppress", "leads-to: supress", 30, "did you mean 'suppress'?"),
        mistake("suppress, label: is cold", "suppress", 30, "'label' is missing in 'below'"),
        mistake("account: 10, leads-to: disqualify", "account: 10", 31, "'leads-to' is missing in 'below'"),
        mistake("fit: 5, people", "fit: below 5, people", 31, "'fit' must be a whole number"),
        mistake("score: -5, negative", "score: -10, negative", 32, "'score' must be a whole number from -9 to 100"),
        mistake("negative: -20", "negative: 20", 32, "'negative' must be a whole number from -100000 to 0"),
        mistake("product: 60, fit: 10", "product: 60, fit: 10, negative: -5", 28, "no key 'negative'"),
        mistake("- { by: score, score: 50, fit: 20 }\n    - { by: product, product: 60, fit: 10 }", "- score", 27,
            "must hold keys and values"));
  }

  private static Arguments mistake(String right, String wrong, int line, String message) {
    return Arguments.of(wrong, right, BEFORE + line, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void mistakeIsRefusedWithItsLineAndWhatToDo(String wrong, String right, int line, String message) {
    assertThat(DOCUMENT).contains(right);
    List<Problem> problems = problems(DOCUMENT.replace(right, wrong));
    assertThat(problems).as("%s", problems).anySatisfy(problem -> {
      assertThat(problem.line()).isEqualTo(line);
      assertThat(problem.message()).contains(message);
    });
    assertThat(problems).as("%s", problems).allSatisfy(problem -> assertThat(problem.line()).isEqualTo(line));
  }

  @Test
  void whatAThresholdAsksForMustHaveASection() {
    String yaml = PolicyFilesTest.SMALL.replace("mql: { score: 20, fit: 10 }",
        "mql:\n    - { by: score, score: 20, fit: 10 }\n    - { by: product, product: 20 }\n    "
            + "- { by: account, people-active: 2 }");
    assertThat(problems(yaml)).extracting(Problem::line).containsExactly(33, 34);
    assertThat(problems(yaml)).extracting(Problem::message).satisfiesExactly(
        product -> assertThat(product).contains("no section 'product'"),
        account -> assertThat(account).contains("no section 'account'"));
  }

  @Test
  void documentBecomesWhatItSays() {
    LeadPolicy policy = PolicyTexts.read(DOCUMENT, 1);
    assertThat(policy.product().rules()).extracting(rule -> rule.signalType()).containsExactly("trial_started", "product_event");
    assertThat(policy.product().window()).isEqualTo(Duration.ofDays(90));
    assertThat(policy.product().halfLife()).isNull();
    assertThat(policy.product().groupCaps()).isEqualTo(Map.of("use", 30));
    assertThat(policy.reach()).isEqualTo(Duration.ofDays(180));
    assertThat(policy.account().cap()).isEqualTo(100);
    assertThat(policy.account().rules()).extracting(rule -> rule.signs()).containsExactly(
        List.of(new Sign.PeopleActive(2)),
        List.of(new Sign.RolesActive(List.of("it", "finance"), 2)),
        List.of(new Sign.AskedByOthers(List.of("demo_requested"), 1, Duration.ofDays(30))),
        List.of(new Sign.PeopleActive(1), new Sign.IntentSurge(List.of("crm"), 60, Duration.ofDays(30))));
    assertThat(policy.qualification().mql()).containsExactly(
        new Threshold(20, 10),
        new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, 40, QualifyingNumber.FIT, 10)),
        new Threshold(QualifiedBy.ACCOUNT, Map.of(QualifyingNumber.ACCOUNT, 80, QualifyingNumber.PEOPLE_ACTIVE, 2)));
    assertThat(policy.qualification().below()).containsExactly(
        new BelowRule("cold", Map.of(QualifyingNumber.ENGAGEMENT, 5, QualifyingNumber.PRODUCT, 10), Duration.ofDays(30),
            BelowRule.LeadsTo.SUPPRESS, "is cold"),
        new BelowRule("misfit", Map.of(QualifyingNumber.FIT, 5, QualifyingNumber.PEOPLE_ACTIVE, 2, QualifyingNumber.ACCOUNT, 10),
            null, BelowRule.LeadsTo.DISQUALIFY, "fits nobody"),
        new BelowRule("against", Map.of(QualifyingNumber.SCORE, -5, QualifyingNumber.NEGATIVE, -20), null,
            BelowRule.LeadsTo.DISQUALIFY, "is no buyer"));
    assertThat(PolicyDiff.saidBy(policy)).extracting(Object::toString).contains(
        "qualification: 'is cold': is for engagement below 5, is for product use below 10, judges leads after"
            + " 30 days of nurture, leads to no nurture mail");
    assertThat(policy.ruleFor("product_event")).isNotNull();
    assertThat(PolicyNames.of(policy).signalTypes()).contains("trial_started", "product_event", "demo_requested")
        .doesNotContain("score");
  }

  @Test
  void oldThresholdIsTheOneWayByScore() {
    LeadPolicy old = PolicyTexts.read(PolicyFilesTest.SMALL, 1);
    String ways = PolicyFilesTest.SMALL.replace("mql: { score: 20, fit: 10 }", "mql: [{ by: score, score: 20, fit: 10 }]")
        .replace("sql: { score: 50, fit: 20 }", "sql: [{ by: score, score: 50, fit: 20 }]");
    assertThat(PolicyTexts.read(ways, 1).qualification()).isEqualTo(old.qualification());
    assertThat(old.product()).isEqualTo(ScoringRules.NONE);
    assertThat(old.account()).isEqualTo(AccountRules.NONE);
  }

  @Test
  void answerTimesMayNameTheKindsOfEvidence() {
    LeadPolicy policy = PolicyTexts.read(DOCUMENT.replace("triggers: [score]", "triggers: [score, product, account]"), 1);
    assertThat(policy.sla().classFor("product").id()).isEqualTo("standard");
    assertThat(PolicyNames.of(policy).signalTypes()).doesNotContain("product", "account");
  }

  private static List<Problem> problems(String yaml) {
    InvalidPolicy invalid = catchThrowableOfType(InvalidPolicy.class, () -> PolicyTexts.read(yaml, 1));
    return invalid == null ? List.of() : invalid.problems();
  }

  @Test
  void companyOfOneWhoIsActiveIsToldToNobody() {
    assertThat(PolicyFiles.warnings(DOCUMENT)).as("beside a surge it may be one").isEmpty();
    List<Problem> warnings = PolicyFiles.warnings(DOCUMENT.replace("when: { people-active: 2 }", "when: { people-active: 1 }"));
    assertThat(warnings).singleElement().satisfies(warning -> {
      assertThat(warning.line()).isEqualTo(BEFORE + 17);
      assertThat(warning.message()).contains("is told of no company");
    });
  }
}
