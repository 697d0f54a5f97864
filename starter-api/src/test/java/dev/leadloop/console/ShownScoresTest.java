package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownScoresTest {
  @Test
  void whatIsShownOfPartsAddsUpToTheirSumAndIsNeverAHundredthAway() {
    Random random = new Random(11);
    for (int n = 0; n < 5_000; n++) {
      List<Long> parts = IntStream.range(0, random.nextInt(40)).mapToObj(i -> random.nextLong(-90_000_000, 90_000_000)).toList();
      long exact = parts.stream().mapToLong(one -> one).sum();
      long[] shown = ShownScores.hundredths(parts);
      long sum = 0;
      for (int i = 0; i < shown.length; i++) {
        assertThat(Math.abs(shown[i] * 10_000 - parts.get(i))).isLessThan(10_000);
        sum += shown[i];
      }
      assertThat(Math.abs(sum * 10_000 - exact)).as("%s", parts).isLessThanOrEqualTo(5_000);
    }
  }
}
