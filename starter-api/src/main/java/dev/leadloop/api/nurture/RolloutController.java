package dev.leadloop.api.nurture;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.nurturing.RolloutStore.RolloutProgress;
import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.view.PolicyReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Moves leads from the policy version they are pinned to to another one, after showing what would move where. */
@RestController
@Tag(name = "Policies")
class RolloutController {
  private static final int USUAL_RATE = 600;

  private final Rollouts rollouts;
  private final PolicyReadStore policies;
  private final InboxBell bell;
  private final AuditTrail audit;

  RolloutController(Rollouts rollouts, PolicyReadStore policies, InboxBell bell, AuditTrail audit) {
    this.rollouts = rollouts;
    this.policies = policies;
    this.bell = bell;
    this.audit = audit;
  }

  /** Starts the rollout whose plan was read. */
  @Schema(name = "RolloutAsked", example = "{\"planId\":\"0f9c2d1ab3e44567\",\"perMinute\":600}")
  record RolloutRequest(@NotBlank String planId, @Nullable @Min(1) @Max(60_000) Integer perMinute) {}

  /** How many leads were ordered to move. */
  @Schema(name = "RolloutStarted")
  record RolloutResponse(String planId, int toVersion, int leads, int perMinute) {}

  @GetMapping("/api/v1/policies/{version}/rollout")
  @Operation(
      summary = "Read what a rollout would move where",
      description = "By step id: where leads stand now, where they would go on, and what has no place in that version, which"
          + " goes on elsewhere; and how many leads it would ask by mail to confirm their consent. And how many leads would"
          + " change their stage as they are moved, by the rules of that version. The progress is at /progress.")
  RolloutPlanView plan(@PathVariable int version) {
    known(version);
    return RolloutPlanView.of(rollouts.plan(version));
  }

  @GetMapping("/api/v1/policies/{version}/rollout/progress")
  @Operation(
      summary = "Read how far a rollout is",
      description = "How many leads were ordered to move, have moved and wait, and how many live by another version still. The"
          + " state is RUNNING, PAUSED, STOPPED, or DONE.")
  RolloutView progress(@PathVariable int version) {
    known(version);
    return RolloutView.of(ordered(version, rollouts.progress(version)));
  }

  @PostMapping("/api/v1/policies/{version}/rollout/pause")
  @Operation(
      summary = "Pause a rollout",
      description = "Nobody is moved once it has answered; whoever has moved stays. It does nothing to a rollout that is"
          + " stopped.")
  RolloutView pause(@PathVariable int version, Caller caller) {
    known(version);
    return changed(version, "policy_rollout_paused", rollouts.pause(version), caller);
  }

  @PostMapping("/api/v1/policies/{version}/rollout/resume")
  @Operation(summary = "Resume a rollout", description = "Goes on with a paused one, at the rate it was ordered with.")
  RolloutView resume(@PathVariable int version, Caller caller) {
    known(version);
    RolloutView progress =
        changed(version, "policy_rollout_resumed", rollouts.resume(version, caller.principal()), caller);
    bell.wake();
    return progress;
  }

  @PostMapping("/api/v1/policies/{version}/rollout/stop")
  @Operation(
      summary = "Stop a rollout",
      description = "For good; whoever has moved stays, and the others live on by the version they have. Ordering it with its"
          + " plan begins another.")
  RolloutView stop(@PathVariable int version, Caller caller) {
    known(version);
    return changed(version, "policy_rollout_stopped", rollouts.stop(version), caller);
  }

  private RolloutView changed(int version, String what, Optional<RolloutProgress> progress, Caller caller) {
    RolloutProgress found = ordered(version, progress);
    audit.say(
        caller, new Note(what, "policy/" + version, Map.of("moved", found.moved(), "waiting", found.waiting())));
    return RolloutView.of(found);
  }

  private static RolloutProgress ordered(int version, Optional<RolloutProgress> progress) {
    return progress.orElseThrow(() -> Problem.NOT_FOUND.because(
        "No rollout of policy version " + version + " was ordered. POST the plan's planId to /api/v1/policies/" + version
            + "/rollout."));
  }

  @PostMapping("/api/v1/policies/{version}/rollout")
  @AlsoAnswers(409)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Roll a policy version out",
      description = "Moves every lead in an open stage at a bounded rate. A handoff that is open keeps its terms. Answers 409"
          + " where the plan is another one by now.")
  RolloutResponse start(@PathVariable int version, @Valid @RequestBody RolloutRequest asked, Caller caller) {
    known(version);
    int perMinute = asked.perMinute() == null ? USUAL_RATE : asked.perMinute();
    try {
      int leads = rollouts.start(version, asked.planId(), perMinute, caller.principal());
      audit.say(
          caller, new Note("policy_rolled_out", "policy/" + version, Map.of("leads", leads, "perMinute", perMinute)));
      bell.wake();
      return new RolloutResponse(asked.planId(), version, leads, perMinute);
    } catch (Rollouts.StalePlan stale) {
      throw Problem.REFUSED.because("Nothing was moved. " + stale.getMessage());
    }
  }

  private void known(int version) {
    if (policies.document(version).isEmpty()) {
      throw Problem.NOT_FOUND.because("There is no policy version " + version + ". GET /api/v1/policies lists them.");
    }
  }
}
