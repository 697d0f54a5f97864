package dev.leadloop.policies;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.nurturing.RolloutPlan;
import dev.leadloop.nurturing.RolloutPlans;
import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.view.PolicyReadStore;
import dev.leadloop.worker.RepeatingTasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans, starts, pauses and stops rollouts for calls and for pages, and puts it on record in the same transaction. */
@Component
public final class RolloutControls {
  private final RolloutPlans plans;
  private final Rollouts rollouts;
  private final PolicyReadStore policies;
  private final RolloutStarter starter;
  private final RepeatingTasks rolloutTask;
  private final InboxBell bell;
  private final AuditTrail audit;

  RolloutControls(
      RolloutPlans plans, Rollouts rollouts, PolicyReadStore policies, RolloutStarter starter, RepeatingTasks rolloutTask,
      InboxBell bell, AuditTrail audit) {
    this.plans = plans;
    this.rollouts = rollouts;
    this.policies = policies;
    this.starter = starter;
    this.rolloutTask = rolloutTask;
    this.bell = bell;
    this.audit = audit;
  }

  /**
   * Where leads go on in a version whose step has no place there.
   *
   * @param steps by the place they stand at, both written {@code sequence/step}; null for none
   * @param otherwise what becomes of the others: next, start or end; null for next
   * @throws dev.leadloop.problem.ProblemException where there is no such version, place or choice
   */
  public Placement placement(int version, @Nullable Map<String, String> steps, @Nullable String otherwise) {
    known(version);
    try {
      return plans.placement(version, steps, otherwise);
    } catch (RolloutPlans.WrongChoice wrong) {
      throw FieldError.in(wrong.field(), String.valueOf(wrong.getMessage()));
    }
  }

  /** What a rollout would move where; nothing is moved by it. */
  public RolloutPlan plan(int version, Placement placement) {
    known(version);
    return plans.plan(version, placement);
  }

  /** How many leads the plan of that version asks the rules about. */
  public int leads(int version) {
    known(version);
    return plans.leads(version);
  }

  /** Who stands at a step that has no place by that plan, at most so many of each step. */
  public List<RolloutPlans.Stranded> stranded(RolloutPlan plan, int most) {
    return plans.stranded(plan, most);
  }

  /**
   * Starts the rollout whose plan was read; returns how many leads are to move in all.
   *
   * @param perMinute leads a minute
   * @throws dev.leadloop.problem.ProblemException where the plan is another one by now, or it is under way with other places
   */
  public int start(int version, String planId, Placement placement, int perMinute, Caller caller) {
    known(version);
    int leads = audit.change(
        caller,
        () -> begun(version, planId, placement, perMinute, caller),
        ordered -> new Note("policy_rolled_out", "policy/" + version, Map.of("leads", ordered, "perMinute", perMinute)));
    bell.wake();
    look(version);
    return leads;
  }

  private int begun(int version, String planId, Placement placement, int perMinute, Caller caller) {
    try {
      return rollouts.start(version, planId, placement, perMinute, caller.principal());
    } catch (Rollouts.Refused refused) {
      throw Problem.REFUSED.because("Nothing was moved. " + refused.getMessage());
    }
  }

  /**
   * Makes sure of a version.
   *
   * @throws dev.leadloop.problem.ProblemException where none of that number was published
   */
  public void known(int version) {
    if (policies.document(version).isEmpty()) {
      throw Problem.NOT_FOUND.because("There is no policy version " + version + ". GET /api/v1/policies lists them.");
    }
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
  private void look(int version) {
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
