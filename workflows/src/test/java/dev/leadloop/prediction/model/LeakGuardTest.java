package dev.leadloop.prediction.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.prediction.model.Suspicion.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A field that was filled in after the outcome is found whatever it is called, and one that was known before is not. */
class LeakGuardTest {
  private static final int LEADS = 2_000;

  /** What fills one field of a lead; null leaves it empty. */
  private interface Filling {
    @Nullable String of(Random random, boolean won, int number);
  }

  private static List<Suspicion> suspicions(Filling filling, boolean told, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < LEADS; i++) {
      boolean won = random.nextDouble() < 0.25;
      Map<String, String> known = new HashMap<>();
      String value = filling.of(random, won, i);
      if (value != null) {
        known.put("answers.x", value);
      }
      examples.add(new Example("lead-" + i, Instant.ofEpochSecond(i), told, known, won));
    }
    return LeakGuard.suspicions(examples);
  }

  private static void found(Cause cause, Filling filling) {
    for (long seed = 0; seed < 5; seed++) {
      assertThat(suspicions(filling, true, seed)).extracting(Suspicion::cause).containsExactly(cause);
    }
  }

  @Test
  void whatWasFilledInAfterwardsIsFound() {
    found(Cause.TOO_GOOD, (random, won, i) -> random.nextDouble() < 0.06 ? "none" : won ? "yes" : "no");
    found(Cause.TOO_GOOD, (random, won, i) -> String.valueOf((won ? 3 : 0) + random.nextGaussian()));
    found(Cause.FILLED_BY_OUTCOME, (random, won, i) -> random.nextDouble() < (won ? 0.4 : 0.1) ? "any" : null);
    found(Cause.FILLED_BY_OUTCOME, (random, won, i) -> random.nextDouble() < (won ? 0.05 : 0.4) ? "any" : null);
    found(Cause.FILLED_IN_BATCHES, (random, won, i) ->
        random.nextDouble() < (i < 600 || i > 1_400 ? 0.95 : 0.1) ? String.valueOf(random.nextInt(5)) : null);
    found(Cause.HOLDS_THE_LAST, (random, won, i) ->
        List.of("Email Opened", "SMS Sent", "Page Visited", "Other").get(random.nextInt(4)));
  }

  @Test
  void whatWasKnownBeforeIsNot() {
    List<Filling> fine = List.of(
        (random, won, i) -> List.of("google", "bing", "referral")
            .get(random.nextDouble() < (won ? 0.4 : 0.15) ? 2 : random.nextInt(2)),
        (random, won, i) -> random.nextDouble() < (won ? 0.9 : 0.6) ? "told" : null,
        (random, won, i) -> i > 1_000 && random.nextDouble() < 0.9 ? "a question that is new" : null,
        (random, won, i) -> i < 1_000 && random.nextDouble() < 0.9 ? "a question that is asked no more" : null,
        (random, won, i) -> String.valueOf((won ? 1 : 0) + random.nextGaussian()),
        (random, won, i) -> random.nextDouble() < 0.02 ? "rare" : null,
        (random, won, i) -> "the same",
        (random, won, i) -> "id-" + i);
    for (Filling filling : fine) {
      for (long seed = 0; seed < 5; seed++) {
        assertThat(suspicions(filling, true, seed)).as("%s", fine.indexOf(filling)).isEmpty();
      }
    }
  }

  @Test
  void whatWasRecordedInItsTimeIsOnlyAskedWhetherItIsTooGood() {
    assertThat(suspicions((random, won, i) -> random.nextDouble() < (won ? 0.4 : 0.1) ? "any" : null, false, 1)).isEmpty();
    assertThat(suspicions((random, won, i) -> won ? "yes" : "no", false, 1)).extracting(Suspicion::cause)
        .containsExactly(Cause.TOO_GOOD);
  }
}
