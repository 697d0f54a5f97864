package dev.leadloop.api.nurture;

import dev.leadloop.nurturing.RolloutStore.RolloutProgress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * How far a rollout is.
 *
 * @param state RUNNING, PAUSED, STOPPED, or DONE where all that was ordered has moved
 * @param ordered leads that were ordered to move, without those taken back
 * @param waiting leads of these that have not moved yet
 * @param left leads in an open stage that live by another version, ordered or not
 */
@Schema(name = "RolloutProgress")
record RolloutView(
    int version,
    String state,
    int ordered,
    int moved,
    int waiting,
    int left,
    int perMinute,
    String by,
    Instant changedAt) {

  static RolloutView of(RolloutProgress progress) {
    return new RolloutView(
        progress.version(),
        progress.state(),
        progress.ordered(),
        progress.moved(),
        progress.waiting(),
        progress.left(),
        progress.perMinute(),
        progress.by(),
        progress.changedAt());
  }
}
