package dev.leadloop.simulation.backtest;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is on record of one lead's life.
 *
 * @param turns its decisions, in order; at least one
 */
public record RecordedLife(LeadId lead, List<Turn> turns) {
  /**
   * One decision.
   *
   * @param at time of the decision
   * @param policyVersion by which it was decided
   * @param profile the facts that were known then
   * @param events what it took of the inbox, in any order
   * @param applied ids of those that were not refused
   * @param journal what it wrote
   */
  public record Turn(
      Instant at, int policyVersion, LeadProfile profile, List<LeadEvent> events, Set<String> applied,
      List<JournalEntry> journal) {
    public Turn {
      events = List.copyOf(events);
      applied = Set.copyOf(applied);
      journal = List.copyOf(journal);
    }
  }

  public RecordedLife {
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("nothing was decided about lead " + lead.value());
    }
  }
}
