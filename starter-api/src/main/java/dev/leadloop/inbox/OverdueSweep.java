package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings for leads that are late by the record, and counts them: a ring starts the workflow where none runs. */
final class OverdueSweep implements RepeatingTask {
  private static final Logger LOG = LoggerFactory.getLogger(OverdueSweep.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(20);
  /** So that a mass of late leads, as after an outage, leaves room for the living. */
  private static final int MOST_AT_ONCE = 200;

  private final OverdueStore overdue;
  private final RingStore store;
  private final Consumer<LeadWorkflows.Start> ringer;
  private final TemporalServer server;
  private final Counter rings;

  OverdueSweep(
      OverdueStore overdue, RingStore store, Consumer<LeadWorkflows.Start> ringer, TemporalServer server, MeterRegistry meters) {
    this.overdue = overdue;
    this.store = store;
    this.ringer = ringer;
    this.server = server;
    this.rings = Counter.builder("leadloop.overdue.rings")
        .description("Rings for leads that were due for over a minute, or had something open for over a quarter of an hour.")
        .register(meters);
  }

  @Override
  public Duration go() {
    overdue.settle();
    // Nobody would come of being rung for, and all would count as having been.
    if (server.trouble().isPresent()) {
      return BETWEEN_SWEEPS;
    }
    List<LeadId> late = overdue.claim(MOST_AT_ONCE);
    late.forEach(this::ring);
    if (!late.isEmpty()) {
      LOG.warn("Rang for leads that were due for over a minute, or had something open for over a quarter of an hour: {} of them",
          late.size());
    }
    return late.size() < MOST_AT_ONCE ? BETWEEN_SWEEPS : Duration.ofSeconds(1);
  }

  private void ring(LeadId lead) {
    Optional<LeadWorkflows.Start> start = store.start(lead);
    if (start.isEmpty()) {
      return;
    }
    try {
      ringer.accept(start.get());
      rings.increment();
    } catch (RuntimeException failure) {
      if (TemporalFault.kind(failure) != TemporalFault.Kind.REFUSED) {
        throw failure;
      }
      LOG.warn("Lead {} is late and cannot be rung for: {}", lead, TemporalFault.code(failure));
    }
  }
}
