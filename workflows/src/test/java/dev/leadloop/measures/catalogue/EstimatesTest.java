package dev.leadloop.measures.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of shares and times with those who still wait, against published figures and the definition. */
class EstimatesTest {

  /** R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: the score interval without a correction. */
  @ParameterizedTest
  @CsvSource({"263, 81, 0.2553, 0.3662", "148, 15, 0.0624, 0.1605", "20, 0, 0.0000, 0.1611", "29, 1, 0.0061, 0.1718"})
  void intervalsAreThoseOfTheLiterature(long of, long reached, double low, double high) {
    Wilson wilson = Wilson.of(of, reached);
    assertThat(wilson.low()).isCloseTo(low, within(0.00006));
    assertThat(wilson.high()).isCloseTo(high, within(0.00006));
    assertThat(wilson.rate()).isEqualTo((double) reached / of);
  }

  @Test
  void ofNothingThereIsNoRate() {
    assertThat(Wilson.of(0, 0)).isNull();
    assertThat(Wilson.of(1, 1).high()).isEqualTo(1);
    assertThat(Wilson.of(1, 0).low()).isZero();
  }

  /** The 6-MP arm of Freireich's trial of leukaemia (1963), weeks of remission: the textbook's median is 23. */
  @Test
  void aMedianIsThatOfTheTextbook() {
    KaplanMeier weeks = new KaplanMeier();
    for (int done : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
      weeks.add(done, true);
    }
    for (int seen : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
      weeks.add(seen, false);
    }
    assertThat(weeks.quantile(0.5)).isEqualTo(23);
    assertThat(weeks.quantile(0.25)).isEqualTo(13);
    assertThat(weeks.quantile(0.9)).as("so many never were").isNull();
    assertThat(weeks.reached()).isEqualTo(9);
    assertThat(weeks.waiting()).isEqualTo(12);
  }

  @Test
  void withNobodyWaitingItIsTheShareThatIsDone() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      KaplanMeier times = new KaplanMeier();
      List<Integer> all = new ArrayList<>();
      for (int i = 1 + random.nextInt(40); i > 0; i--) {
        int time = random.nextInt(30);
        all.add(time);
        times.add(time, true);
      }
      all.sort(null);
      for (double share : new double[] {0.25, 0.5, 0.75, 0.9}) {
        int place = (int) Math.ceil(share * all.size() - 1e-9) - 1;
        assertThat(times.quantile(share)).isEqualTo((double) all.get(place));
      }
    }
  }

  @Test
  void whoStillWaitsMakesItLonger() {
    KaplanMeier times = new KaplanMeier();
    for (int i = 0; i < 3; i++) {
      times.add(10, true);
    }
    assertThat(times.quantile(0.5)).isEqualTo(10);
    for (int i = 0; i < 4; i++) {
      times.add(40, false);
    }
    assertThat(times.quantile(0.5)).isNull();
    assertThat(new KaplanMeier().quantile(0.5)).isNull();
  }
}
