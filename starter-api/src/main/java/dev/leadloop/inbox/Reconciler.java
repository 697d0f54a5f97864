package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.temporal.LeadWorkflows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Starts the workflow of every lead that ought to have one and has none: after a lost server, a reset, a mistake. One that
 * cannot go on is begun anew: all it knew stands in the record.
 */
final class Reconciler {
  private static final int PAGE = 100;

  private final RingStore store;
  private final WorkflowStates states;
  private final Predicate<LeadWorkflows.Start> starter;
  private final Consumer<LeadId> restarter;
  private final Duration pauseBetweenStarts;

  /**
   * Reconciles that record with what runs.
   *
   * @param starter starts a workflow; false where one runs after all, or where this one cannot be started
   * @param restarter begins a workflow anew that cannot go on
   * @param pauseBetweenStarts bounds the rate, so that a mass of starts leaves room for the living
   */
  Reconciler(
      RingStore store,
      WorkflowStates states,
      Predicate<LeadWorkflows.Start> starter,
      Consumer<LeadId> restarter,
      Duration pauseBetweenStarts) {
    this.store = store;
    this.states = states;
    this.starter = starter;
    this.restarter = restarter;
    this.pauseBetweenStarts = pauseBetweenStarts;
  }

  /**
   * What a turn did.
   *
   * @param started leads that had no workflow running
   * @param restarted leads whose workflow could not go on
   */
  record Reconciled(int started, int restarted) {
    Reconciled and(Reconciled other) {
      return new Reconciled(started + other.started, restarted + other.restarted);
    }
  }

  /** Goes once through the record. */
  Reconciled reconcile() throws InterruptedException {
    Reconciled all = new Reconciled(0, 0);
    @Nullable LeadId after = null;
    while (true) {
      List<LeadWorkflows.Start> page = store.shouldRun(after, PAGE);
      if (page.isEmpty()) {
        return all;
      }
      all = all.and(reconcile(page));
      after = page.get(page.size() - 1).lead();
    }
  }

  private Reconciled reconcile(List<LeadWorkflows.Start> page) throws InterruptedException {
    Map<LeadId, WorkflowStates.State> found = states.of(page.stream().map(LeadWorkflows.Start::lead).toList());
    int started = 0;
    int restarted = 0;
    for (LeadWorkflows.Start start : page) {
      WorkflowStates.State state = found.get(start.lead());
      if (state == WorkflowStates.State.GOES_ON) {
        continue;
      }
      if (state == null) {
        started += starter.test(start) ? 1 : 0;
      } else {
        restarter.accept(start.lead());
        restarted++;
      }
      Thread.sleep(pauseBetweenStarts);
    }
    return new Reconciled(started, restarted);
  }
}
