package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.prediction.FiredRules;
import dev.leadloop.prediction.FiredRules.Rule;
import dev.leadloop.prediction.FiredRules.RuleKey;
import dev.leadloop.prediction.Predictor.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Points are put into a document, and nothing else of it changes. */
class PointsEditTest {
  private static final String STARTER = PolicyCatalog.starter();

  @Test
  void nothingButThePointsChanges() {
    LeadPolicy before = PolicyTexts.read(STARTER, 1);
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Map<RuleKey, Integer> points = new HashMap<>();
      FiredRules.all(before).forEach(rule -> {
        if (random.nextBoolean()) {
          points.put(rule.key(), random.nextInt(121) - 60);
        }
      });
      String changed = PointsEdit.with(STARTER, points);
      assertThat(changed.replaceAll("points: -?\\d+", "points: N")).isEqualTo(STARTER.replaceAll("points: -?\\d+", "points: N"));
      List<Rule> after = FiredRules.all(PolicyTexts.read(changed, 2));
      assertThat(after).hasSameSizeAs(FiredRules.all(before));
      for (Rule rule : after) {
        Integer wanted = points.get(rule.key());
        int was = FiredRules.all(before).stream().filter(one -> one.key().equals(rule.key())).findFirst().orElseThrow().points();
        if (wanted == null) {
          assertThat(rule.points()).isEqualTo(was);
        } else if (rule.key().kind() == Kind.NEGATIVE) {
          assertThat(rule.points()).isEqualTo(Math.min(0, wanted));
        } else {
          assertThat(rule.points()).as(rule.toString()).isLessThanOrEqualTo(Math.max(1, wanted)).isGreaterThanOrEqualTo(0);
        }
      }
    }
  }

  @Test
  void signsBeyondTheFirstPlaneShiftNothing() {
    String document = STARTER.replaceFirst("label: pricing page viewed", "label: \"\uD83D\uDCB0 prices\"");
    String changed = PointsEdit.with(document, Map.of(new RuleKey(Kind.ENGAGEMENT, "demo_requested"), 77));
    assertThat(changed).isEqualTo(document.replace("{ signal: demo_requested, points: 50,",
        "{ signal: demo_requested, points: 77,"));
  }
}
