package dev.leadloop.prediction;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import java.time.Instant;
import java.util.List;

/**
 * A lead as it was known when it was first handed to sales, and what became of it.
 *
 * @param at when it was handed over; of a past that an import tells without a handoff, its first step
 * @param told whether the handoff is told by an import
 * @param profile the facts known by then; of a told past those that the file told with it
 * @param signals recorded by then, oldest first; of a told past those that happened by then
 */
public record HandedOver(
    String leadId,
    Instant at,
    boolean told,
    LeadProfile profile,
    List<Signal> signals,
    Outcome accepted,
    Outcome opportunity,
    Outcome won) {
  public HandedOver {
    signals = List.copyOf(signals);
  }

  /** A lead as it is known at an instant, as if it were handed over then. */
  public static HandedOver now(LeadProfile profile, List<Signal> signals, Instant at) {
    return new HandedOver("", at, false, profile, signals, Outcome.OPEN, Outcome.OPEN, Outcome.OPEN);
  }

  /** Whether it came to that step. */
  public Outcome of(SalesStep step) {
    return switch (step) {
      case ACCEPTED -> accepted;
      case OPPORTUNITY -> opportunity;
      case WON -> won;
    };
  }
}
