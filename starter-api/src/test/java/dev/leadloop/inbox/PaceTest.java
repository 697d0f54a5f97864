package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void ofSevenPlacesFourTwoAndOneAreALinesOwn() {
    for (int n = 0; n < 200; n++) {
      pace.decided(Duration.ofMillis(10), true);
      int seventh = pace.places() / 7;
      assertThat(pace.own(Urgency.BULK)).isPositive().isBetween(seventh, seventh + 1);
      assertThat(pace.own(Urgency.SINGLE)).isPositive().isBetween(2 * seventh, 2 * seventh + 2);
      assertThat(pace.own(Urgency.DIRECT)).isPositive().isBetween(4 * seventh, 4 * seventh + 4);
    }
  }

  @Test
  void everyLineKeepsAPlaceHoweverSlowTheEngineIs() {
    for (int n = 0; n < 1_000; n++) {
      pace.decided(Duration.ofMinutes(1), true);
      pace.heldUp();
    }
    assertThat(pace.own(Urgency.BULK)).isPositive();
    assertThat(pace.own(Urgency.SINGLE)).isPositive();
    assertThat(pace.own(Urgency.DIRECT)).isPositive();
  }

  @Test
  void placesThatNobodyNeedsAreNoReasonForMore() {
    int before = pace.places();
    for (int n = 0; n < 1_000; n++) {
      pace.decided(Duration.ofMillis(5), false);
    }
    assertThat(pace.places()).isEqualTo(before);
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
      while (underWay.size() < pace.places()) {
        underWay.add(now);
      }
    }
    assertThat(busy / (1_600 * 0.015)).as("share of the time the engine works").isGreaterThan(0.9);
    assertThat(longest).as("the longest wait in the engine").isLessThan(0.35);
  }
}
