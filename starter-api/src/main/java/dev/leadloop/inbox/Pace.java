package dev.leadloop.inbox;

import dev.leadloop.store.Urgency;
import java.time.Duration;

/**
 * How many leads may be rung and not decided yet. What is rung waits in the engine in the order it came, so no more is rung
 * than is decided within a blink: whoever comes next and is urgent waits for no more than that. The number follows what the
 * engine does, on any machine; direct intent has four places for one of bulk, single signals have two, and bulk always has
 * its own.
 */
final class Pace {
  /** How long what was rung should take until it is decided. */
  static final Duration BLINK = Duration.ofMillis(150);

  private static final double LEAST = 4;
  private static final double MOST = 256;
  private static final double FIRST = 8;
  private static final double SLOWER = 0.1;
  private static final double MUCH_SLOWER = 0.5;

  private double places = FIRST;
  private boolean searching = true;

  /** How many leads of a line may be under way. */
  int places(Urgency line) {
    return (int) places * switch (line) {
      case DIRECT -> 4;
      case SINGLE -> 2;
      case BULK -> 1;
    };
  }

  /**
   * One that was rung has been decided.
   *
   * @param took from its turn to its decision
   * @param full whether its line had no place left when it was rung
   */
  void decided(Duration took, boolean full) {
    if (took.compareTo(BLINK) >= 0) {
      searching = false;
      // There are as many in a blink as there are places: together they take a tenth of them away.
      places = Math.max(LEAST, places - SLOWER);
    } else if (full) {
      places = Math.min(MOST, places + (searching ? 1 : 1 / places));
    }
  }

  /** One that was rung was not decided for long, or could not be rung just now. */
  void heldUp() {
    searching = true;
    places = Math.max(LEAST, places * MUCH_SLOWER);
  }
}
