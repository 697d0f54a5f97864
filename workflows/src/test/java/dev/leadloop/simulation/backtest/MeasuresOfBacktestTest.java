package dev.leadloop.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of a backtest against published ones, and against others that are computed lead by lead. */
class MeasuresOfBacktestTest {
  private record Lead(int rank, boolean good) {}

  /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @ParameterizedTest
  @CsvSource({"81,263,0.2553,0.3662", "15,148,0.0624,0.1605", "0,20,0.0000,0.1611", "1,29,0.0061,0.1718"})
  void sharesHaveThePublishedIntervals(int part, int of, double low, double high) {
    assertThat(Share.of(part, of).low()).isCloseTo(low, within(0.00005));
    assertThat(Share.of(part, of).high()).isCloseTo(high, within(0.00005));
  }

  /** Ratings of Hanley and McNeil, Radiology 143 (1982); area, error and interval as Stata's manual has them for roctab. */
  @Test
  void theAreaHasThePublishedInterval() {
    int[] normal = {33, 6, 6, 11, 2};
    int[] abnormal = {3, 2, 2, 11, 33};
    List<Lead> rated = new ArrayList<>();
    for (int rating = 0; rating < 5; rating++) {
      rated.addAll(Collections.nCopies(normal[rating], new Lead(rating, false)));
      rated.addAll(Collections.nCopies(abnormal[rating], new Lead(rating, true)));
    }
    Curve.Auc auc = Objects.requireNonNull(Curve.auc(ranks(rated)));
    assertThat(auc.value()).isCloseTo(0.8932, within(0.00005));
    assertThat(auc.low()).isCloseTo(0.83295, within(0.00002));
    assertThat(auc.high()).isCloseTo(0.95339, within(0.00002));
  }

  @Test
  void theAreaIsThatOfAllPairsAndItsErrorThatOfAllPlacements() {
    for (int seed = 0; seed < 300; seed++) {
      List<Lead> leads = leads(new Random(seed));
      Curve.Auc auc = Curve.auc(ranks(leads));
      List<Lead> good = leads.stream().filter(Lead::good).toList();
      List<Lead> others = leads.stream().filter(lead -> !lead.good()).toList();
      if (good.size() < 2 || others.size() < 2) {
        assertThat(auc).as("an area without an interval").isNull();
        continue;
      }
      double[] ofGood = good.stream().mapToDouble(one -> before(one, others)).toArray();
      double[] ofOthers = others.stream().mapToDouble(one -> 1 - before(one, good)).toArray();
      double error = Math.sqrt(variance(ofGood) / good.size() + variance(ofOthers) / others.size());
      assertThat(Objects.requireNonNull(auc).value()).isCloseTo(mean(ofGood), within(1e-12));
      if (error > 0) {
        assertThat(auc.high()).isCloseTo(Math.min(1, mean(ofGood) + 1.959963984540054 * error), within(1e-9));
        assertThat(auc.low()).isCloseTo(Math.max(0, mean(ofGood) - 1.959963984540054 * error), within(1e-9));
      } else {
        assertThat(auc.high() - auc.low()).as("certainty out of " + leads.size() + " leads").isGreaterThan(0);
      }
    }
  }

  @Test
  void aTenthHoldsWhatItsLeadsHoldInTheMeanOverEveryOrderOfEquals() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Lead> leads = new ArrayList<>(leads(random));
      while (leads.size() % 10 != 0) {
        leads.removeLast();
      }
      if (leads.isEmpty() || leads.stream().noneMatch(Lead::good)) {
        continue;
      }
      int runs = 2_000;
      double[] good = new double[10];
      for (int run = 0; run < runs; run++) {
        Collections.shuffle(leads, random);
        List<Lead> sorted = leads.stream().sorted(Comparator.comparingInt(Lead::rank).reversed()).toList();
        for (int place = 0; place < sorted.size(); place++) {
          good[place * 10 / sorted.size()] += sorted.get(place).good() ? 1.0 / runs : 0;
        }
      }
      double base = leads.stream().filter(Lead::good).count() / (double) leads.size();
      List<Curve.Tenth> tenths = Curve.tenths(ranks(leads));
      for (int tenth = 0; tenth < 10; tenth++) {
        assertThat(tenths.get(tenth).good()).isCloseTo(good[tenth], within(0.35));
        assertThat(tenths.get(tenth).lift()).isCloseTo(tenths.get(tenth).good() / (leads.size() / 10.0) / base, within(1e-9));
      }
      assertThat(tenths.stream().mapToDouble(Curve.Tenth::good).sum())
          .isCloseTo(leads.stream().filter(Lead::good).count(), within(1e-6));
    }
  }

  @Test
  void f1IsTheMeanOfPrecisionAndRecallAndLiesInItsInterval() {
    Random random = new Random(3);
    for (int run = 0; run < 500; run++) {
      long found = 1 + random.nextInt(200);
      Verdict.Against against = Verdict.Against.of(
          new Tally.Held(found, random.nextInt(200), random.nextInt(200), random.nextInt(200), 1, 2, Ranks.NONE));
      double precision = against.precision().value();
      double recall = against.recall().value();
      assertThat(against.f1().value()).isCloseTo(2 * precision * recall / (precision + recall), within(1e-12));
      assertThat(against.f1().low()).isLessThan(against.f1().value());
      assertThat(against.f1().high()).isGreaterThanOrEqualTo(against.f1().value());
      assertThat(against.open()).isEqualTo(3);
    }
  }

  private static List<Lead> leads(Random random) {
    List<Lead> leads = new ArrayList<>();
    int ranks = 1 + random.nextInt(30);
    double skill = random.nextDouble();
    for (int i = random.nextInt(120); i >= 0; i--) {
      int rank = random.nextInt(ranks);
      leads.add(new Lead(rank, random.nextDouble() < skill * rank / ranks));
    }
    return leads;
  }

  private static Ranks ranks(List<Lead> leads) {
    return leads.stream().map(lead -> Ranks.of(lead.rank(), lead.good())).reduce(Ranks.NONE, Ranks::plus);
  }

  private static double before(Lead one, List<Lead> others) {
    return others.stream().mapToDouble(other -> one.rank() > other.rank() ? 1 : one.rank() == other.rank() ? 0.5 : 0)
        .average().orElseThrow();
  }

  private static double mean(double[] of) {
    return java.util.Arrays.stream(of).average().orElseThrow();
  }

  private static double variance(double[] of) {
    double mean = mean(of);
    return java.util.Arrays.stream(of).map(one -> (one - mean) * (one - mean)).sum() / (of.length - 1);
  }
}
