package dev.leadloop.lifecycle.deciding;

/**
 * What became of one event.
 *
 * @param code "applied", or why it was refused, such as "cycle-over"
 * @param message the same for a person
 */
public record Verdict(String eventId, boolean applied, String code, String message) {
  /** The verdict on an event that was followed. */
  public static Verdict applied(String eventId, String message) {
    return new Verdict(eventId, true, "applied", message);
  }
}
