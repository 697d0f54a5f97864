package dev.leadloop.console.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.temporal.rollout.RolloutProgress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressWordsTest {
  private static String words(int ordered, int moved, int waiting, int left) {
    return RolloutCard.words(new RolloutProgress(
        2, "RUNNING", ordered, moved, waiting, left, List.of(), 600, "manager:boss", Instant.EPOCH, null, 0));
  }

  @Test
  void oneIsSaidOtherwiseThanMany() {
    assertThat(words(1, 1, 0, 0))
        .isEqualTo("of 1 lead that was told to move, 1 has, and 0 wait. 0 live by another version still.");
    assertThat(words(8, 7, 1, 1))
        .isEqualTo("of 8 leads that were told to move, 7 have, and 1 waits. 1 lives by another version still.");
  }
}
