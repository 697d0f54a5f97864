package dev.leadloop.policies;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.worker.RepeatingTasks;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Pauses, resumes and stops rollouts for calls and for the page, and puts it on record in the same transaction. */
@Component
public final class RolloutControls {
  private final Rollouts rollouts;
  private final RolloutStarter starter;
  private final RepeatingTasks rolloutTask;
  private final InboxBell bell;
  private final AuditTrail audit;

  RolloutControls(
      Rollouts rollouts, RolloutStarter starter, RepeatingTasks rolloutTask, InboxBell bell, AuditTrail audit) {
    this.rollouts = rollouts;
    this.starter = starter;
    this.rolloutTask = rolloutTask;
    this.bell = bell;
    this.audit = audit;
  }

  /**
   * How far the rollout of a version is.
   *
   * @throws dev.leadloop.problem.ProblemException where none was ordered
   */
  public RolloutProgress progress(int version) {
    return ordered(version, rollouts.progress(version));
  }

  /**
   * Moves nobody any more; whoever has moved stays.
   *
   * @throws dev.leadloop.problem.ProblemException where none was ordered, or it was stopped or is done
   */
  public RolloutProgress pause(int version, Caller caller) {
    goesOn(version);
    return changed(version, "policy_rollout_paused", () -> rollouts.pause(version, caller.principal()), caller);
  }

  /**
   * Goes on with a paused one, at the rate it was ordered with.
   *
   * @throws dev.leadloop.problem.ProblemException where none was ordered, or it was stopped or is done
   */
  public RolloutProgress resume(int version, Caller caller) {
    goesOn(version);
    RolloutProgress progress =
        changed(version, "policy_rollout_resumed", () -> rollouts.resume(version, caller.principal()), caller);
    bell.wake();
    return progress;
  }

  /**
   * Ends it for good; whoever has moved stays, and the others live on by the version they have.
   *
   * @throws dev.leadloop.problem.ProblemException where none was ordered
   */
  public RolloutProgress stop(int version, Caller caller) {
    return changed(version, "policy_rollout_stopped", () -> rollouts.stop(version, caller.principal()), caller);
  }

  /** Has its workflow started, or look at the record again. */
  public void look(int version) {
    starter.changed(version);
    rolloutTask.wake();
  }

  private RolloutProgress changed(int version, String what, Supplier<Optional<RolloutProgress>> change, Caller caller) {
    RolloutProgress found = audit.change(
        caller,
        () -> ordered(version, change.get()),
        progress -> new Note(
            what, "policy/" + version, Map.of("moved", progress.moved(), "waiting", progress.waiting())));
    look(version);
    return found;
  }

  /** A rollout that is over is not to be paused or gone on with. */
  private void goesOn(int version) {
    String state = progress(version).state();
    if (state.equals("STOPPED") || state.equals("DONE")) {
      throw Problem.REFUSED.because("Nothing was changed: the rollout of policy version " + version
          + (state.equals("DONE") ? " is done" : " was stopped for good") + ". Whoever has moved stays; to move others, POST the"
          + " plan's planId to /api/v1/policies/" + version + "/rollout, which begins another.");
    }
  }

  private static RolloutProgress ordered(int version, Optional<RolloutProgress> progress) {
    return progress.orElseThrow(() -> Problem.NOT_FOUND.because(
        "No rollout of policy version " + version + " was ordered. POST the plan's planId to /api/v1/policies/" + version
            + "/rollout."));
  }
}
