package dev.leadloop.nurturing;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.nurturing.RolloutPlan.StageMove;
import dev.leadloop.nurturing.RolloutStore.Pinned;
import dev.leadloop.nurturing.RolloutStore.RolloutProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.PolicySource;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.view.SequenceReadStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows and orders the move of leads from the policy versions they are pinned to to another one. */
public final class Rollouts {
  private static final int PAGE = 1_000;

  private final PolicySource policies;
  private final SequenceReadStore reads;
  private final RolloutStore store;
  private final InstantSource clock;

  public Rollouts(PolicySource policies, SequenceReadStore reads, RolloutStore store, InstantSource clock) {
    this.policies = policies;
    this.reads = reads;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What would move where.
   *
   * @throws IllegalArgumentException if the version was never published
   */
  public RolloutPlan plan(int version) {
    LeadPolicy to = policies.version(version);
    List<Pinned> others = store.pinned().stream().filter(pinned -> pinned.version() != version).toList();
    List<LeadPolicy> from = others.stream().map(pinned -> policies.version(pinned.version())).toList();
    int leads = others.stream().mapToInt(Pinned::leads).sum();
    Outlook outlook = outlook(to);
    return RolloutPlan.of(to, from, reads.standing(), leads, outlook.stages(), outlook.asked());
  }

  private record Outlook(List<StageMove> stages, int asked) {}

  /** What the move itself would make of each nurtured lead, asked of the very rules that will decide it. */
  private Outlook outlook(LeadPolicy to) {
    Instant now = clock.instant();
    Map<List<String>, Integer> stages = new TreeMap<>(Comparator.comparing(Object::toString));
    int asked = 0;
    String after = "";
    List<LeadState> page;
    do {
      page = store.nurtured(to.version(), after, now.minus(to.reach()), PAGE);
      for (LeadState lead : page) {
        Decision decision = moved(lead, to, now);
        String from = stage(lead);
        String next = decision.needsDesk() ? Stage.SALES_QUALIFIED.label() : stage(decision.next());
        if (!from.equals(next)) {
          stages.merge(List.of(from, next), 1, Integer::sum);
        }
        asked += decision.effects().stream().anyMatch(Effect.AskConfirmation.class::isInstance) ? 1 : 0;
      }
      after = page.isEmpty() ? after : page.getLast().leadId().value();
    } while (page.size() == PAGE);
    return new Outlook(
        stages.entrySet().stream().map(move -> new StageMove(move.getKey().get(0), move.getKey().get(1), move.getValue()))
            .toList(),
        asked);
  }

  private static Decision moved(LeadState lead, LeadPolicy to, Instant now) {
    LeadEvent order =
        new LeadEvent(1, "rollout-plan", now, now, Principal.SYSTEM, new EventBody.RolledOut(to.version()));
    return LeadLifecycle.decide(lead, List.of(order), to, SalesDesk.UNSEEN, now);
  }

  private static String stage(LeadState lead) {
    LeadProgress progress = lead.progress();
    return progress == null ? "" : progress.stage().label();
  }

  /** How far the rollout of that version is; empty where none was ordered. */
  public Optional<RolloutProgress> progress(int version) {
    return store.progress(version);
  }

  /** Takes what has not moved yet back; {@link #resume} orders it anew. Nobody is moved once this has returned. */
  public Optional<RolloutProgress> pause(int version) {
    return takeBack(version, "PAUSED");
  }

  /** Takes what has not moved yet back for good. */
  public Optional<RolloutProgress> stop(int version) {
    return takeBack(version, "STOPPED");
  }

  private Optional<RolloutProgress> takeBack(int version, String state) {
    if (store.state(version, state, clock.instant())) {
      int taken;
      do {
        taken = store.takeBack(version, PAGE);
      } while (taken > 0);
    }
    return store.progress(version);
  }

  /** Goes on with what was paused, at the rate it was ordered with. */
  public Optional<RolloutProgress> resume(int version, Principal by) {
    store.progress(version)
        .filter(progress -> progress.state().equals("PAUSED"))
        .ifPresent(progress -> store.order(version, progress.perMinute(), by, clock.instant()));
    return store.progress(version);
  }

  /**
   * Moves the leads, one after another.
   *
   * @param planId of the plan that was looked at
   * @param perMinute most leads a minute
   * @return how many leads were ordered to move now
   * @throws StalePlan where the plan is another one by now
   */
  public int start(int version, String planId, int perMinute, Principal by) throws StalePlan {
    RolloutPlan now = plan(version);
    if (!now.planId().equals(planId)) {
      throw new StalePlan(now.planId());
    }
    return store.order(version, perMinute, by, clock.instant());
  }

  /** The plan that was looked at is not what would happen now. */
  public static final class StalePlan extends Exception {
    private static final long serialVersionUID = 1L;

    StalePlan(String now) {
      super("The plan is " + now + " now; read it again and start that one.", null, false, false);
    }
  }
}
