package dev.leadloop.nurturing;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.nurturing.RolloutOrderStore.Standing;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.rollout.RolloutActivities;
import dev.leadloop.temporal.rollout.RolloutOrder;
import dev.leadloop.temporal.rollout.RolloutProgress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Orders the move of leads from the policy versions they are pinned to to another one, a few at a time. The rollout that was
 * started last takes over: those of other versions are stopped.
 */
public final class Rollouts implements RolloutActivities {
  /** Where nothing is said, this many leads a minute. */
  public static final int USUAL_RATE = 600;

  private static final int GREATEST_RATE = 60_000;
  private static final int NAMED = 100;
  private static final int NAMED_IN_HISTORY = 20;

  private final RolloutPlans plans;
  private final RolloutStore store;
  private final RolloutOrderStore orders;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public Rollouts(
      RolloutPlans plans, RolloutStore store, RolloutOrderStore orders, TransactionTemplate transaction, InstantSource clock) {
    this.plans = plans;
    this.store = store;
    this.orders = orders;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** How far the rollout of that version is; empty where none was ordered. */
  public Optional<RolloutProgress> progress(int version) {
    return store.find(version).map(rollout -> progress(rollout, done(rollout) ? "DONE" : rollout.state(), NAMED));
  }

  /** How far the rollout is that was begun or changed last; empty where none was ordered. */
  public Optional<RolloutProgress> latest() {
    return store.latest().flatMap(this::progress);
  }

  /** Nothing waits and nobody is to be ordered any more, whether it was noted yet or not. */
  private boolean done(Rollout rollout) {
    return rollout.running()
        && orders.standing(rollout, Instant.EPOCH).waiting() == 0
        && orders.toOrder(rollout) == 0;
  }

  private RolloutProgress progress(Rollout rollout, String state, int named) {
    Instant now = clock.instant();
    Standing standing = orders.standing(rollout, RolloutPace.overdue(now));
    return new RolloutProgress(
        rollout.version(), state, rollout.leads(),
        Math.max(0, rollout.leads() - standing.waiting() - standing.unmoved()), standing.waiting(),
        orders.left(rollout.version()),
        orders.failed(rollout.version(), RolloutPace.overdue(now), named), rollout.perMinute(), rollout.by().toString(),
        rollout.changedAt(), rollout.stateBy(), RolloutPace.rest(rollout, standing, now));
  }

  /**
   * Begins to move the leads; the first of them are ordered at once. Where it is under way already as it is wanted, only its
   * rate changes.
   *
   * @param planId of the plan that was looked at
   * @param placement where leads go on, from {@link RolloutPlans#placement}
   * @param perMinute most leads a minute
   * @return how many leads are to move in all, those that have moved already among them
   * @throws Refused where the plan is another one by now, or the rollout is under way with other places
   */
  public int start(int version, String planId, Placement placement, int perMinute, Principal by) throws Refused {
    asPlanned(version, planId, placement);
    return begin(version, null, placement, perMinute, by);
  }

  private void asPlanned(int version, String planId, Placement placement) throws Refused {
    String now = plans.plan(version, placement).planId();
    if (!now.equals(planId)) {
      throw new Refused("The plan is " + now + " now; read it again and start that one.");
    }
  }

  private int begin(int version, @Nullable String orderId, Placement placement, int perMinute, Principal by) throws Refused {
    record Begun(int leads, List<Integer> stopped) {}
    Begun begun = Objects.requireNonNull(transaction.execute(status -> {
      store.beginAlone();
      Rollout before = store.lock(version).orElse(null);
      if (before != null && before.running() && !done(before)) {
        if (!before.placement().equals(placement)) {
          return new Begun(-1, List.of());
        }
        store.rate(version, perMinute);
        return new Begun(before.leads() + orders.toOrder(before), List.of());
      }
      Instant now = clock.instant();
      store.begin(version, orderId, placement, perMinute, by, now);
      List<Integer> stopped = store.stopOthers(version, now);
      int leads = orders.toOrder(store.find(version).orElseThrow());
      order(version);
      return new Begun(leads, stopped);
    }));
    if (begun.leads() < 0) {
      throw new Refused("A rollout of version " + version + " is under way with other places; stop it first.");
    }
    begun.stopped().forEach(this::takeBack);
    return begun.leads();
  }

  /** Inside a transaction; what is done twice at the same time is done once, under the rollout's lock. */
  private void order(int version) {
    Rollout rollout = store.lock(version).orElseThrow(() -> none(version));
    Instant now = clock.instant();
    if (!rollout.running()) {
      return;
    }
    Standing standing = orders.standing(rollout, RolloutPace.overdue(now));
    int ordered = 0;
    if (RolloutPace.goesOn(rollout, standing, now)) {
      ordered = orders.order(rollout, RolloutPace.most(rollout), now);
      if (ordered == 0 && !rollout.lastLead().isEmpty()) {
        // Whoever came to an open stage behind the last lead looked at.
        ordered = orders.order(store.lock(version).orElseThrow(), RolloutPace.most(rollout), now);
      }
    }
    store.looked(version, ordered == 0 && standing.waiting() == 0 && orders.toOrder(rollout) == 0, now);
  }

  /** Takes what has not moved yet back; {@link #resume} orders it anew. Nobody is moved once this has returned. */
  public Optional<RolloutProgress> pause(int version, Principal by) {
    return change(version, "PAUSED", by);
  }

  /** Takes what has not moved yet back for good. */
  public Optional<RolloutProgress> stop(int version, Principal by) {
    return change(version, "STOPPED", by);
  }

  /** Goes on with what was paused, at the rate it was ordered with. */
  public Optional<RolloutProgress> resume(int version, Principal by) {
    return change(version, "RUNNING", by);
  }

  private Optional<RolloutProgress> change(int version, String state, Principal by) {
    store.state(version, state, by, clock.instant());
    look(version);
    return progress(version);
  }

  /** Brings the inbox to what the record says of the rollout: the next leads are ordered, or what waits is taken back. */
  private void look(int version) {
    if (store.find(version).map(Rollout::running).orElse(false)) {
      transaction.executeWithoutResult(status -> order(version));
    } else {
      takeBack(version);
    }
  }

  private void takeBack(int version) {
    int taken;
    do {
      taken = Objects.requireNonNull(transaction.execute(status -> {
        boolean holds = store.lock(version).map(rollout -> !rollout.running()).orElse(false);
        return holds ? orders.takeBack(version, RolloutPace.PAGE) : 0;
      }));
    } while (taken > 0);
  }

  @Override
  public RolloutProgress openRollout(int version, RolloutOrder order, String orderId) {
    boolean opened = store.find(version).map(Rollout::orderId).filter(orderId::equals).isPresent();
    if (!order.recorded() && !opened) {
      try {
        Placement placement = plans.placement(version, order.steps(), order.otherwise());
        if (order.planId() != null) {
          asPlanned(version, order.planId(), placement);
        }
        begin(version, orderId, placement, rate(order), Principal.TEMPORAL);
      } catch (Refused | IllegalArgumentException wrong) {
        throw bad(String.valueOf(wrong.getMessage()));
      }
    }
    return orderNext(version);
  }

  private static int rate(RolloutOrder order) {
    Integer rate = order.perMinute();
    if (rate != null && (rate < 1 || rate > GREATEST_RATE)) {
      throw new IllegalArgumentException("perMinute must be from 1 to " + GREATEST_RATE);
    }
    return rate == null ? USUAL_RATE : rate;
  }

  @Override
  public RolloutProgress orderNext(int version) {
    look(version);
    return inHistory(version);
  }

  @Override
  public RolloutProgress changeRollout(int version, String state) {
    change(version, state, Principal.TEMPORAL);
    return inHistory(version);
  }

  private RolloutProgress inHistory(int version) {
    Rollout rollout = store.find(version).orElseThrow(() -> none(version));
    return progress(rollout, rollout.state(), NAMED_IN_HISTORY);
  }

  private static RuntimeException none(int version) {
    return bad("no rollout of policy version " + version + " was ordered");
  }

  private static RuntimeException bad(String why) {
    return ActivityFailures.forGood(why, BAD_ROLLOUT);
  }

  /** The rollout is not started as it was asked for. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why, null, false, false);
    }
  }
}
