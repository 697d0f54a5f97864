package dev.leadloop.api.nurture;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.policies.RolloutControls;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Moves leads from the policy version they are pinned to to another one, after showing what would move where. */
@RestController
@Tag(name = "Policies")
class RolloutController {
  private final RolloutControls controls;
  private final TemporalUi ui;

  RolloutController(RolloutControls controls, TemporalUi ui) {
    this.controls = controls;
    this.ui = ui;
  }

  /** Starts the rollout whose plan was read. */
  @Schema(name = "RolloutAsked", example = "{\"planId\":\"0f9c2d1ab3e44567\",\"perMinute\":600}")
  record RolloutRequest(
      @NotBlank String planId,
      @Nullable @Min(1) @Max(60_000) Integer perMinute,
      @Nullable
          @Schema(description = "where leads go on, by the place they stand at, both written `sequence/step`")
          Map<String, String> steps,
      @Nullable
          @Schema(description = "`next`, `start` or `end`: what becomes of leads whose step has no place; `next` if left out")
          String otherwise) {}

  /** How many leads are to move in all; begun a second time while it is under way, it says the same again. */
  @Schema(name = "RolloutStarted")
  record RolloutResponse(String planId, int toVersion, int leads, int perMinute) {}

  @GetMapping("/api/v1/policies/{version}/rollout")
  @Operation(
      summary = "Read what a rollout would move where",
      description = "By step id: where leads stand now, where they would go on, and what has no place in that version, which"
          + " goes on elsewhere; and how many leads it would ask by mail to confirm their consent. And how many leads would"
          + " change their stage as they are moved, by the rules of that version. The progress is at /progress. A choice"
          + " of places is asked for as the rollout will be: `otherwise` is `next`, `start` or `end`, and each `steps` is a"
          + " place and the one to go on at, such as `nurture/webinar:nurture/comparison`.")
  RolloutPlanView plan(
      @PathVariable int version,
      @RequestParam(required = false) @Nullable List<String> steps,
      @RequestParam(required = false) @Nullable String otherwise) {
    controls.known(version);
    return RolloutPlanView.of(controls.plan(version, controls.placement(version, pairs(steps), otherwise)));
  }

  private static Map<String, String> pairs(@Nullable List<String> steps) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : steps == null ? List.<String>of() : steps) {
      int colon = pair.indexOf(':');
      if (colon < 0) {
        throw FieldError.in("steps", "is a place and the one to go on at, such as nurture/webinar:nurture/comparison");
      }
      pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return pairs;
  }

  @GetMapping("/api/v1/policies/{version}/rollout/progress")
  @Operation(
      summary = "Read how far a rollout is",
      description = "How many leads were ordered to move, have moved and wait, which failed and why, and how many live by"
          + " another version still. A few are ordered at a time, and the next ones once those are decided. The state is RUNNING,"
          + " PAUSED, STOPPED, or DONE.")
  RolloutView progress(@PathVariable int version) {
    controls.known(version);
    return RolloutView.of(controls.progress(version), ui);
  }

  @AlsoAnswers(409)
  @PostMapping("/api/v1/policies/{version}/rollout/pause")
  @Operation(
      summary = "Pause a rollout",
      description = "Nobody is moved once it has answered; whoever has moved stays. Answers 409 where the rollout was stopped or"
          + " is done.")
  RolloutView pause(@PathVariable int version, Caller caller) {
    controls.known(version);
    return RolloutView.of(controls.pause(version, caller), ui);
  }

  @AlsoAnswers(409)
  @PostMapping("/api/v1/policies/{version}/rollout/resume")
  @Operation(
      summary = "Resume a rollout",
      description = "Goes on with a paused one, at the rate it was ordered with. Answers 409 where it was stopped or is done.")
  RolloutView resume(@PathVariable int version, Caller caller) {
    controls.known(version);
    return RolloutView.of(controls.resume(version, caller), ui);
  }

  @PostMapping("/api/v1/policies/{version}/rollout/stop")
  @Operation(
      summary = "Stop a rollout",
      description = "For good; whoever has moved stays, and the others live on by the version they have. Ordering it with its"
          + " plan begins another.")
  RolloutView stop(@PathVariable int version, Caller caller) {
    controls.known(version);
    return RolloutView.of(controls.stop(version, caller), ui);
  }

  @PostMapping("/api/v1/policies/{version}/rollout")
  @AlsoAnswers(409)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Roll a policy version out",
      description = "Moves every lead in an open stage at a bounded rate. A handoff that is open keeps its terms. Answers 409"
          + " where the plan is another one by now, or the rollout is under way with other places. Leads whose step has no place"
          + " go on at the step that `steps` names, else as `otherwise` says: behind the last mail they have had, at the start,"
          + " or nowhere. A rollout of another version that is not over is stopped: the newer one takes over its leads.")
  RolloutResponse start(@PathVariable int version, @Valid @RequestBody RolloutRequest asked, Caller caller) {
    int perMinute = asked.perMinute() == null ? Rollouts.USUAL_RATE : asked.perMinute();
    Placement placement = controls.placement(version, asked.steps(), asked.otherwise());
    int leads = controls.start(version, asked.planId(), placement, perMinute, caller);
    return new RolloutResponse(asked.planId(), version, leads, perMinute);
  }
}
