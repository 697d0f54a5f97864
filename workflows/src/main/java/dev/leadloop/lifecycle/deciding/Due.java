package dev.leadloop.lifecycle.deciding;

import java.time.Instant;

/**
 * The next thing that will happen by itself.
 *
 * @param label what a person reads, such as "2nd nurture e-mail: case studies"
 */
public record Due(Instant at, Purpose purpose, String label) {
  /** What a due time is for. */
  public enum Purpose {
    NURTURE_STEP,
    HELD_MAIL,
    PARK_ENDS,
    COOL_DOWN_ENDS,
    DECAY,
    PAUSE_ENDS,
    OWNER_AWAY,
    RUNG,
    SNOOZE_ENDS,
    FIRST_CONTACT,
    STALLED,
    WIN_BACK
  }
}
