package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.store.Urgency;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void directIntentHasFourPlacesForTwoOfSinglesAndOneOfBulk() {
    for (int n = 0; n < 50; n++) {
      int bulk = pace.places(Urgency.BULK);
      assertThat(bulk).isPositive();
      assertThat(pace.places(Urgency.SINGLE)).isEqualTo(2 * bulk);
      assertThat(pace.places(Urgency.DIRECT)).isEqualTo(4 * bulk);
      pace.decided(Duration.ofMillis(n % 10 == 0 ? 900 : 10), true);
    }
  }

  @Test
  void bulkKeepsPlacesHoweverSlowItIs() {
    for (int n = 0; n < 1_000; n++) {
      pace.decided(Duration.ofMinutes(1), true);
      pace.heldUp();
    }
    assertThat(pace.places(Urgency.BULK)).isGreaterThanOrEqualTo(4);
  }

  @Test
  void placesThatNobodyNeedsAreNoReasonForMore() {
    int before = pace.places(Urgency.BULK);
    for (int n = 0; n < 1_000; n++) {
      pace.decided(Duration.ofMillis(5), false);
    }
    assertThat(pace.places(Urgency.BULK)).isEqualTo(before);
  }

  /** An engine that decides so many a second, in the order they come, is kept busy and never far behind. */
  @ParameterizedTest
  @ValueSource(ints = {50, 300, 1_000})
  void whatIsUnderWayIsWhatTheEngineDoesInABlink(int perSecond) {
    Deque<Double> underWay = new ArrayDeque<>();
    double now = 0;
    double freeAt = 0;
    double busy = 0;
    double longest = 0;
    for (int looks = 0; looks < 2_000; looks++) {
      now += 0.015;
      while (!underWay.isEmpty() && freeAt + 1.0 / perSecond <= now) {
        freeAt = Math.max(freeAt, underWay.peek()) + 1.0 / perSecond;
        busy += looks < 400 ? 0 : 1.0 / perSecond;
        double took = now - underWay.remove();
        longest = looks < 400 ? 0 : Math.max(longest, took);
        pace.decided(Duration.ofNanos((long) (took * 1e9)), true);
      }
      if (underWay.isEmpty()) {
        freeAt = now;
      }
      while (underWay.size() < pace.places(Urgency.BULK)) {
        underWay.add(now);
      }
    }
    assertThat(busy / (1_600 * 0.015)).as("share of the time the engine works").isGreaterThan(0.9);
    assertThat(longest).as("the longest wait in the engine").isLessThan(0.35);
  }
}
