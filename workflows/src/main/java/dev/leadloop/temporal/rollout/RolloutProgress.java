package dev.leadloop.temporal.rollout;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a rollout is.
 *
 * @param state RUNNING, PAUSED, STOPPED, or DONE where every lead it may move has been moved or has failed
 * @param ordered leads that were ordered to move so far since it was begun last, without those taken back
 * @param moved leads of these that have moved
 * @param waiting leads of these that no decision has taken yet
 * @param left leads in an open stage that live by another version, ordered or not
 * @param failed leads whose move failed or cannot be recorded, and which still live by another version; the first by id
 * @param perMinute most leads a minute
 * @param by who ordered it
 * @param changedAt when its state last changed
 * @param stateBy who paused or stopped it; null where nobody did
 * @param restMillis how long to wait before the record is asked for more, in milliseconds
 */
public record RolloutProgress(
    int version,
    String state,
    int ordered,
    int moved,
    int waiting,
    int left,
    List<FailedMove> failed,
    int perMinute,
    String by,
    Instant changedAt,
    @Nullable String stateBy,
    long restMillis) {
  /**
   * A lead that has not moved although it was ordered to.
   *
   * @param why in words, without anything of the person
   */
  public record FailedMove(String leadId, String why) {}

  public RolloutProgress {
    failed = failed == null ? List.of() : List.copyOf(failed);
  }

  /** Before anything is known. */
  static RolloutProgress unknown(int version) {
    return new RolloutProgress(version, "RUNNING", 0, 0, 0, 0, List.of(), 0, "", Instant.EPOCH, null, 0);
  }

  /** Whether nothing more will happen. */
  public boolean finished() {
    return state.equals("DONE") || state.equals("STOPPED");
  }

  /** Whether somebody must resume it. */
  public boolean paused() {
    return state.equals("PAUSED");
  }
}
