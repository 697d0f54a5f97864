package dev.leadloop.api.nurture;

import dev.leadloop.temporal.rollout.PolicyRolloutWorkflow;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a rollout is.
 *
 * @param state RUNNING, PAUSED, STOPPED, or DONE where all that was ordered has moved
 * @param ordered leads that were ordered to move so far, without those taken back
 * @param waiting leads of these that have not moved yet
 * @param left leads in an open stage that live by another version, ordered or not
 * @param failed leads whose move failed or cannot be recorded; the first hundred by id
 * @param stateBy who paused or stopped it; null where nobody did
 */
@Schema(name = "RolloutProgress")
record RolloutView(
    int version,
    String state,
    int ordered,
    int moved,
    int waiting,
    int left,
    List<FailedMoveView> failed,
    int perMinute,
    String by,
    Instant changedAt,
    @Nullable String stateBy,
    Map<String, String> links) {
  /** A lead that has not moved although it was ordered to, and why. */
  @Schema(name = "RolloutFailedMove")
  record FailedMoveView(String leadId, String why) {}

  static RolloutView of(RolloutProgress progress, TemporalUi ui) {
    Map<String, String> links = new TreeMap<>();
    links.put("self", "/api/v1/policies/" + progress.version() + "/rollout/progress");
    ui.history(PolicyRolloutWorkflow.workflowId(progress.version())).ifPresent(link -> links.put("temporal", link));
    return new RolloutView(
        progress.version(),
        progress.state(),
        progress.ordered(),
        progress.moved(),
        progress.waiting(),
        progress.left(),
        progress.failed().stream().map(one -> new FailedMoveView(one.leadId(), one.why())).toList(),
        progress.perMinute(),
        progress.by(),
        progress.changedAt(),
        progress.stateBy(),
        links);
  }
}
