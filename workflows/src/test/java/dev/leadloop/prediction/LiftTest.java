package dev.leadloop.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiftTest {
  private static Lift.Interval interval(int with, int withReached, int without, int withoutReached) {
    return Objects.requireNonNull(new Lift(with, withReached, without, withoutReached).interval());
  }

  @Test
  void ratioAndIntervalAreThoseOfTheBooks() {
    // 30 of 100 beside 15 of 100: ratio 2, standard error of its logarithm the root of 1/30 - 1/100 + 1/15 - 1/100.
    Lift.Interval two = interval(100, 30, 100, 15);
    assertThat(two.ratio()).isEqualTo(2, within(1e-12));
    assertThat(two.low()).isEqualTo(1.1488, within(5e-4));
    assertThat(two.high()).isEqualTo(3.4818, within(5e-4));
    assertThat(new Lift(100, 30, 100, 15).isSure()).isTrue();
    assertThat(new Lift(100, 20, 100, 15).isSure()).as("an interval that holds one").isFalse();
    assertThat(new Lift(4, 2, 100, 15).isSure()).as("of four leads nothing is sure").isFalse();
    assertThat(interval(4, 2, 100, 15).low()).isGreaterThan(1);
  }

  @Test
  void whereNobodyOrEverybodyHasItThereIsNoRatio() {
    assertThat(new Lift(0, 0, 10, 5).interval()).isNull();
    assertThat(new Lift(10, 5, 0, 0).interval()).isNull();
    assertThat(new Lift(0, 0, 10, 5).rateWith()).isNull();
    assertThat(new Lift(0, 0, 10, 5).rateWithout()).isEqualTo(0.5);
    assertThatThrownBy(() -> new Lift(1, 2, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ratesOfNoneAndOfAllHaveAnIntervalThatHoldsTheRatio() {
    for (int[] counts : new int[][] {{10, 0, 10, 5}, {10, 5, 10, 0}, {10, 0, 10, 0}, {10, 10, 10, 10}, {1, 1, 900, 0}}) {
      Lift.Interval found = interval(counts[0], counts[1], counts[2], counts[3]);
      assertThat(found.low()).isFinite().isLessThanOrEqualTo(found.ratio());
      assertThat(found.high()).isFinite().isGreaterThanOrEqualTo(found.ratio());
    }
  }

  @Test
  void intervalHoldsTheTruthAboutNineteenTimesOfTwenty() {
    Random random = new Random(15);
    int times = 4_000;
    int held = 0;
    for (int i = 0; i < times; i++) {
      double rate = 0.1 + 0.3 * random.nextDouble();
      double truth = 0.5 + 1.5 * random.nextDouble();
      int with = 40 + random.nextInt(200);
      int without = 100 + random.nextInt(400);
      Lift.Interval found = interval(with, drawn(random, with, rate * truth), without, drawn(random, without, rate));
      held += found.low() <= truth && truth <= found.high() ? 1 : 0;
    }
    assertThat((double) held / times).isBetween(0.935, 0.975);
  }

  private static int drawn(Random random, int of, double rate) {
    int reached = 0;
    for (int i = 0; i < of; i++) {
      reached += random.nextDouble() < rate ? 1 : 0;
    }
    return reached;
  }
}
