package dev.leadloop.dryrun;

import dev.leadloop.lead.Principal;
import dev.leadloop.simulation.dryrun.DryRunReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dry run and how far it is.
 *
 * @param done lives that are through; a lead that is played under two policies has two
 * @param total null until it is known
 * @param failure why there is no result, in words; null where there is one, or may be
 * @param result null until it is done, and in lists
 */
public record Simulation(
    String id,
    Instant createdAt,
    Principal createdBy,
    SimulationOrder order,
    State state,
    int done,
    @Nullable Integer total,
    @Nullable Instant finishedAt,
    @Nullable String failure,
    @Nullable DryRunReport result) {
  /** How far it is. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    STOPPED
  }
}
