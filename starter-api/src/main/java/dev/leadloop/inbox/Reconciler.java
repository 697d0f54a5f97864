package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.RingStore;
import dev.leadloop.temporal.LeadWorkflows;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the workflow of every lead that ought to have one and has none: after a lost server, a reset, a mistake. */
final class Reconciler {
  private static final int PAGE = 100;

  private final RingStore store;
  private final RunningLeads running;
  private final Consumer<LeadWorkflows.Start> starter;
  private final Duration pauseBetweenStarts;

  /**
   * Reconciles that record with what runs.
   *
   * @param starter starts a workflow, or does nothing where one runs after all
   * @param pauseBetweenStarts bounds the rate, so that a mass of starts leaves room for the living
   */
  Reconciler(
      RingStore store, RunningLeads running, Consumer<LeadWorkflows.Start> starter, Duration pauseBetweenStarts) {
    this.store = store;
    this.running = running;
    this.starter = starter;
    this.pauseBetweenStarts = pauseBetweenStarts;
  }

  /** Goes once through the record; returns how many workflows were started. */
  int reconcile() throws InterruptedException {
    int started = 0;
    @Nullable LeadId after = null;
    while (true) {
      List<LeadWorkflows.Start> page = store.shouldRun(after, PAGE);
      if (page.isEmpty()) {
        return started;
      }
      started += startMissing(page);
      after = page.get(page.size() - 1).lead();
    }
  }

  private int startMissing(List<LeadWorkflows.Start> page) throws InterruptedException {
    Set<LeadId> alive = running.among(page.stream().map(LeadWorkflows.Start::lead).toList());
    int started = 0;
    for (LeadWorkflows.Start start : page) {
      if (!alive.contains(start.lead())) {
        starter.accept(start);
        started++;
        Thread.sleep(pauseBetweenStarts);
      }
    }
    return started;
  }
}
