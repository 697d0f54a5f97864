package dev.leadloop.nurturing;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.Placement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as the record has it.
 *
 * @param run how often it was begun: each lead is ordered at most once by each
 * @param orderId names the order that began it; null where it came by a person's call
 * @param leads ordered so far by this run, without those taken back
 * @param by who ordered it
 * @param lastLead the last lead that was looked at; empty before the first
 * @param nextAt no lead is ordered before; null for at once
 */
record Rollout(
    int version,
    String state,
    int run,
    @Nullable String orderId,
    Placement placement,
    int leads,
    int perMinute,
    Principal by,
    Instant changedAt,
    @Nullable String stateBy,
    String lastLead,
    @Nullable Instant nextAt) {

  /** The id of its order to a lead. */
  String eventId() {
    return "rollout-" + version + "-run-" + run;
  }

  /** Whether its leads are to be moved now. */
  boolean running() {
    return state.equals("RUNNING");
  }
}
