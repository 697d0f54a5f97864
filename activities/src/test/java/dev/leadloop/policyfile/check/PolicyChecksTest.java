package dev.leadloop.policyfile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyDiff;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyChecksTest {
  private static final String STARTER = PolicyCatalog.starter();
  private static final LeadPolicy IN_FORCE = PolicyTexts.read(STARTER, 1);
  private static final String LAST_STEP =
      "      - { id: comparison, after: 5d, template: nurture/4-comparison, label: comparison guide }\n";

  @Test
  void theStarterPolicyMeansAllThatItSays() {
    PolicyReport report = PolicyChecks.report(STARTER, template -> true, IN_FORCE, Standing.UNKNOWN);
    assertThat(report.errors()).isEmpty();
    assertThat(report.warnings()).isEqualTo(PolicyFiles.warnings(STARTER));
    assertThat(report.policy()).isNotNull();
  }

  static Stream<Arguments> doubts() {
    return Stream.of(
        doubt("groups:\n    email: 30", "groups:\n    nobody: 5\n    email: 30", "nobody: 5", "no rule is of the group 'nobody'"),
        doubt("signal: email_open, points: 2, cap: 10", "signal: email_open, points: 2, cap: 0", "signal: email_open",
            "gives 2 points, of which its cap leaves none"),
        doubt("    email: 30", "    email: 3", "signal: email_click", "of which the cap of its group 'email' leaves 3"),
        doubt("signal: webinar_attended, points: 15, cap: 30", "signal: webinar_attended, points: 15, cap: 14",
            "signal: webinar_attended", "gives 15 points, of which its cap leaves 14"),
        doubt("grades: { A: 65,", "grades: { A: 101,", "grades:", "no lead can have grade A"),
        doubt("in: [student, academic] }\n    points: -30", "in: [student, academic] }\n    points: 0", "    points: 0",
            "'studying-or-researching' takes nothing"),
        doubt("when: { signals: pricing_page_view, at-least: 2, within: 14d }",
            "when: { all: [{ fact: companySize, at-least: 51 }, { fact: companySize, at-most: 50 }] }", "at-most: 50 }] }",
            "the rule 'pricing-again' never fires"),
        doubt("when: { fact: seniority, in: team }",
            "when: { all: [{ fact: seniority, in: team }, { fact: seniority, in: company }] }", "all: [{ fact: seniority",
            "the rule 'leads-a-team' never fires"),
        doubt("when: { fact: emailKind, in: disposable }",
            "when: { all: [{ fact: country, is: unknown }, { fact: country, in: [DE] }] }", "is: unknown }, {",
            "the rule 'disposable-address' never fires"),
        doubt("when: { fact: emailKind, in: student }",
            "when: { any: [{ fact: emailKind, in: student }, { not: { fact: emailKind, in: student } }] }", "any: [{ fact",
            "the rule 'student-address' holds for everybody"),
        doubt("uk-and-ireland: { fact: country, in: [GB, IE] }",
            "uk-and-ireland: { all: [{ fact: country, in: GB }, { fact: country, in: IE }] }", "uk-and-ireland: { all",
            "the territory 'uk-and-ireland' is for nobody"),
        doubt(LAST_STEP, LAST_STEP + "      - { id: again, go-to: guide }\n", "nurture:\n    version",
            "the sequence 'nurture' never ends"),
        doubt("sequences:\n", "sequences:\n  lonely:\n    steps: [{ id: rest, wait: 3d }]\n", "lonely:",
            "nothing in the policy leads to the sequence 'lonely'"),
        doubt("triggers: [score]\n    answer-within: 4h", "triggers: [trial_started]\n    answer-within: 4h\n    calendar:"
            + " office\n    first-contact-within: 1d\n    ladder: []\n  - id: rest\n    triggers: [score]\n    answer-within: 4h",
            "triggers: [trial_started]", "'standard' serves nobody: earlier ones take all that it names"),
        doubt(LAST_STEP, "", "nurture:\n    version", "the step 'comparison' of the sequence 'nurture' is gone; "));
  }

  private static Arguments doubt(String instead, String of, String at, String message) {
    return Arguments.of(instead, of, at, message);
  }

  @ParameterizedTest
  @MethodSource("doubts")
  void whatCanHardlyBeMeantIsToldWithItsLine(String instead, String of, String at, String message) {
    String document = STARTER.replace(instead, of);
    assertThat(document).isNotEqualTo(STARTER);
    PolicyReport report = PolicyChecks.report(document, template -> true, IN_FORCE, Standing.UNKNOWN);
    assertThat(report.errors()).isEmpty();
    assertThat(report.warnings()).anySatisfy(warning -> {
      assertThat(warning.message()).contains(message);
      assertThat(warning.line()).isEqualTo(line(document, at));
    });
  }

  private static int line(String document, String text) {
    assertThat(document).contains(text);
    return (int) document.substring(0, document.indexOf(text)).lines().count() + (document.indexOf(text) > 0
        && document.charAt(document.indexOf(text) - 1) == '\n' ? 1 : 0);
  }

  @Test
  void aThresholdThatNoLeadCanReachIsToldWithWhatOneCan() {
    String document = STARTER.replaceFirst("(?s)  rules:\n    - id: leads-the-company.*?    - id: business-address",
        "  rules:\n    - id: business-address");
    List<Problem> warnings = PolicyChecks.report(document, template -> true, null, Standing.UNKNOWN).warnings();
    assertThat(warnings).extracting(Problem::message)
        .contains("no lead can reach the fit of 25: the rules of 'fit' give 15 at most")
        .contains("no lead can reach the fit of 40: the rules of 'fit' give 15 at most")
        .anyMatch(message -> message.startsWith("no lead can reach the fit of 25 that a request needs"));
    String little = STARTER.replaceFirst("(?s)    # Learning.*?    # Asking\n", "    # Asking\n")
        .replaceFirst("(?s)    # Asking.*?    # Their company\n", "    # Their company\n");
    assertThat(PolicyChecks.report(little, template -> true, null, Standing.UNKNOWN).errors())
        .as("a signal that is named without a rule is an error, with its line").extracting(Problem::message)
        .anyMatch(message -> message.startsWith("there is no scored signal type 'demo_requested'"));
  }

  @Test
  void aStepThatIsGoneTellsHowManyLeadsStandThere() {
    String document = STARTER.replace(LAST_STEP, "");
    PolicyReport report =
        PolicyChecks.report(document, template -> true, IN_FORCE, (sequence, step) -> step.equals("comparison") ? 7 : 0);
    assertThat(report.warnings()).extracting(Problem::message)
        .anyMatch(message -> message.contains("'comparison' of the sequence 'nurture' is gone, and 7 leads stand there"));
    assertThat(PolicyDiff.between(IN_FORCE, report.policy())).extracting(Object::toString)
        .containsExactly("sequences: sequence nurture, step comparison is gone");
  }

  @Test
  void whatIsRefusedIsToldAsErrors() {
    PolicyReport report = PolicyChecks.report(STARTER.replace("cap: 300", "cap: lots"), template -> true, null, Standing.UNKNOWN);
    assertThat(report.policy()).isNull();
    assertThat(report.errors()).singleElement().satisfies(error -> assertThat(error.message()).contains("whole number"));
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void whatTwoDocumentsSayIsComparedAndNotHowTheySayIt() {
    assertThat(changes("# Comparing", "# Compared, in other words")).isEmpty();
    assertThat(changes("{ by: score, score: 60, fit: 25 }", "{ by: score, fit: 25, score: 60 }")).isEmpty();
    assertThat(changes("points: 25, cap: 75, label: pricing", "points: 30, cap: 75, label: pricing"))
        .containsExactly("scoring: 'pricing page viewed' gives 30 instead of 25 points");
    assertThat(changes("by: score, score: 60,", "by: score, score: 65,"))
        .containsExactly("qualification: MQL needs score 65 instead of 60");
    assertThat(changes("answer-within: 5m", "answer-within: 10m"))
        .containsExactly("answer times: class demo is to be answered within 10 minutes instead of 5 minutes");
    assertThat(changes("leads-to: park, for: 60d", "leads-to: park, for: 90d"))
        .containsExactly("reasons: reason not_now waits 90 days instead of 60 days");
    assertThat(changes("    - { signal: newsletter_signup, points: 5, cap: 5, label: newsletter ordered }", "   "))
        .containsExactly("scoring: 'newsletter ordered' is gone");
    assertThat(changes("mon-fri: [\"08:00-18:00\"]", "mon-thu: [\"08:00-18:00\"]"))
        .containsExactly("sending: hours of sending, Friday is gone");
  }

  @Test
  void whatWasNotSaidBeforeAndWhatIsNotSaidAnyMoreHasWordsOfItsOwn() {
    String open = "signal: email_open, points: 2, cap: 10, group: email,";
    assertThat(changes(open, "signal: email_open, points: 1, cap: 10, group: email,"))
        .containsExactly("scoring: 'e-mail opened' gives 1 instead of 2 points");
    assertThat(changes(open, "signal: email_open, points: 2, group: email,"))
        .containsExactly("scoring: 'e-mail opened' gives as many points as there are signals"
            + " instead of at most 10 points in all");
    assertThat(changes(open, "signal: email_open, points: 2, cap: 10,"))
        .containsExactly("scoring: 'e-mail opened' is of no group instead of group email");
    assertThat(changes(open, open + " once-per: day,"))
        .containsExactly("scoring: 'e-mail opened' counts once per day instead of every time");
    assertThat(changes(open, open + " half-life: none,"))
        .containsExactly("scoring: 'e-mail opened' has no half-life instead of the half-life of all rules");
    assertThat(changes(open, open + " half-life: 3d,"))
        .containsExactly("scoring: 'e-mail opened' has a half-life of 3 days instead of the half-life of all rules");
    assertThat(changes(open, open + " only: first,"))
        .containsExactly("scoring: 'e-mail opened' counts the first signal alone instead of every signal");
    assertThat(changes("where: { property: feature, in: [invite, colleague_invited] }\n      points: 15",
        "where: { property: feature, in: [invite] }\n      points: 15")).containsExactly(
            "product: 'colleague invited' is for signals whose feature is invite"
                + " instead of feature is invite or colleague_invited");
    assertThat(changes("in: [student, academic] }\n    points: -30",
        "in: [student, academic] }\n    points: -30\n    leads-to: suppress"))
        .singleElement().asString().endsWith("leads to no nurture mail instead of points alone");
  }

  private static List<String> changes(String instead, String of) {
    LeadPolicy changed = PolicyTexts.read(STARTER.replace(instead, of), 2);
    return PolicyDiff.between(IN_FORCE, changed).stream().map(Object::toString).toList();
  }
}
