package dev.leadloop.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One open or click of one mail as it was seen, before anyone judged who did it.
 *
 * @param eventId event id of the signal it would be
 * @param agent the User-Agent; null where it is not known
 * @param link what was followed, an address or a number within the mail; null for an open
 * @param marks what else gives it away
 */
public record Observation(
    String eventId, Kind kind, Instant at, @Nullable String agent, @Nullable String link, Marks marks) {

  /** What was done. */
  public enum Kind {
    OPEN,
    CLICK
  }

  /**
   * What gives a machine away by itself.
   *
   * @param reported whether the provider says that a machine did it
   * @param head whether it was a HEAD request
   * @param hidden whether it followed the link that no person can see
   */
  public record Marks(boolean reported, boolean head, boolean hidden) {
    /** Nothing. */
    public static final Marks NONE = new Marks(false, false, false);
  }
}
