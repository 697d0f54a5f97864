package dev.leadloop.prediction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers of an evaluation are those that pairs and sums give. */
class EvaluationTest {
  @Test
  void areaIsTheShareOfPairsInTheRightOrder() {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int n = 20 + random.nextInt(200);
      double[] predicted = new double[n];
      boolean[] won = new boolean[n];
      for (int i = 0; i < n; i++) {
        won[i] = i == 0 || i != 1 && random.nextInt(3) == 0;
        predicted[i] = Math.min(1, (random.nextInt(10) + (won[i] ? 2 : 0)) / 12.0);
      }
      double pairs = 0;
      double right = 0;
      double brier = 0;
      for (int i = 0; i < n; i++) {
        brier += Math.pow(predicted[i] - (won[i] ? 1 : 0), 2);
        for (int j = 0; j < n; j++) {
          if (won[i] && !won[j]) {
            pairs++;
            right += predicted[i] > predicted[j] ? 1 : predicted[i] == predicted[j] ? 0.5 : 0;
          }
        }
      }
      Evaluation found = Evaluation.of(predicted, won, 0.3);
      assertThat(found.auc()).isEqualTo(right / pairs, within(1e-12));
      assertThat(found.brier()).isEqualTo(brier / n, within(1e-12));
      assertThat(found.aucLow()).isLessThanOrEqualTo(found.auc());
      assertThat(found.aucHigh()).isGreaterThanOrEqualTo(found.auc());
      assertThat(found.tenths().stream().mapToInt(Evaluation.Tenth::leads).sum()).isEqualTo(n);
    }
  }

  @Test
  void intervalHoldsTheTruthAboutNineteenTimesOfTwenty() {
    Random random = new Random(9);
    int held = 0;
    int times = 600;
    for (int time = 0; time < times; time++) {
      double[] predicted = new double[300];
      boolean[] won = new boolean[300];
      for (int i = 0; i < 300; i++) {
        won[i] = i % 4 == 0;
        predicted[i] = (won[i] ? 1 : 0) + random.nextGaussian();
      }
      Evaluation found = Evaluation.of(predicted, won, 0.25);
      // Of two normal distributions one standard deviation apart it is the normal distribution at the root of a half.
      held += found.aucLow() <= 0.760250 && 0.760250 <= found.aucHigh() ? 1 : 0;
    }
    assertThat((double) held / times).isBetween(0.92, 0.975);
  }

  @Test
  void whereAllWereWonNothingIsToldApart() {
    assertThatThrownBy(() -> Evaluation.of(new double[] {0.5}, new boolean[] {true}, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
