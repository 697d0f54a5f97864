package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyDiff;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The predictive score among the numbers that a document asks for. */
class PredictedFileTest {
  private static final String WAYS =
      """
      qualification:
        mql:
          - { by: score, score: 20, fit: 10 }
          - { by: score, predicted: 40 }
        sql:
          - { by: score, score: 50, fit: 20 }
          - { by: score, predicted: 70, fit: 10 }
        below:
          - { id: unlikely, predicted: 3, after: 30d, leads-to: suppress, label: will not buy }
        hysteresis: 5
      """;

  private static String document(String ways) {
    return PolicyFilesTest.SMALL.replaceFirst(
        "(?s)qualification:\n.*?  hysteresis: 5\n", java.util.regex.Matcher.quoteReplacement(ways));
  }

  @Test
  void isReadAndSaidInWords() {
    LeadPolicy policy = PolicyTexts.read(document(WAYS), 2);
    assertThat(policy.asksForPrediction()).isTrue();
    assertThat(policy.qualification().sql().getLast())
        .isEqualTo(new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.PREDICTED, 70, QualifyingNumber.FIT, 10)));
    assertThat(policy.qualification().below().getFirst().inWords()).isEqualTo("will not buy (predictive score below 3)");
    assertThat(PolicyFiles.warnings(document(WAYS))).noneMatch(warning -> warning.toString().contains("predict"));
    String changed = PolicyDiff.between(policy, PolicyTexts.read(document(WAYS.replace("predicted: 70", "predicted: 75")), 3))
        .toString();
    assertThat(changed).contains("predictive score 70").contains("predictive score 75");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      predicted: 70, | predicted: 101, | must be a whole number from 1 to 100
      predicted: 70, | predicted: 30,  | must ask for all that a way to an MQL
      predicted: 3,  | predicted: 0,   | must be a whole number from 1 to 100
      predicted: 40  | fit: 10         | asks for 'score', 'engagement' or 'predicted'
      predicted: 40  | predictd: 40    | predictd
      """)
  void mistakesAreSaid(String right, String wrong, String words) {
    InvalidPolicy refused = catchThrowableOfType(InvalidPolicy.class,
        () -> PolicyTexts.read(document(WAYS.replace(right.strip(), wrong.strip())), 2));
    assertThat(refused).isNotNull();
    assertThat(refused.problems().toString()).contains(words);
  }
}
