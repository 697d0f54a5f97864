package dev.leadloop.inbox;

import java.time.Duration;

/**
 * How many leads may be called and not decided yet. What is called waits in the engine in the order it came, so no more is called
 * than is decided within a blink: whoever comes next and is urgent waits for no more than that. The number follows what the
 * engine does, on any machine. Of seven places direct intent owns four, single signals two and bulk one; those that their
 * owners leave free anybody may have.
 */
final class Pace {
  /** How long what was called should take until it is decided. */
  static final Duration BLINK = Duration.ofMillis(150);

  /** Each line has its own. */
  private static final double LEAST = 7;
  private static final double MOST = 256;
  private static final double FIRST = 8;
  private static final double SLOWER = 0.1;
  private static final double MUCH_SLOWER = 0.5;

  private double places = FIRST;
  private boolean searching = true;

  /** How many leads may be under way. */
  int places() {
    return (int) places;
  }

  /** How many of them are a line's own, whatever waits in the others. */
  int own(Urgency line) {
    int sevenths = switch (line) {
      case DIRECT -> 4;
      case SINGLE -> 2;
      case BULK -> 1;
    };
    return Math.max(1, places() * sevenths / 7);
  }

  /**
   * One that was called has been decided.
   *
   * @param took from its turn to its decision
   * @param full whether no place was left when it was called
   */
  void decided(Duration took, boolean full) {
    if (took.compareTo(BLINK) >= 0) {
      // What was found to be too many has doubled within a blink, and as many more are under way. Afterwards there are as many
      // in a blink as there are places: together they take a tenth of them away.
      places = Math.max(LEAST, searching ? places * MUCH_SLOWER : places - SLOWER);
      searching = false;
    } else if (full) {
      places = Math.min(MOST, places + (searching ? 1 : 1 / places));
    }
  }

  /** One that was called was not decided for long, or could not be called just now. */
  void heldUp() {
    searching = true;
    places = Math.max(LEAST, places * MUCH_SLOWER);
  }
}
