package dev.leadloop.lifecycle.deciding;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call of {@code LeadLifecycle.decide} came to.
 *
 * @param at decision time
 * @param next the state with the journal folded in and seq raised by one; the old state where nothing happened
 * @param journal what happened, in order; empty when there was nothing to decide
 * @param signals the signals taken in or voided, to be kept beside the journal
 * @param effects in order
 * @param due the next due time, or null when nothing is due
 * @param verdicts one for each event taken
 * @param needsDesk whether an owner must be assigned: lock the desk, read it and decide again; nothing else of this
 *     decision may then be used
 */
public record Decision(
    Instant at,
    LeadState next,
    List<Noted> journal,
    List<Signal> signals,
    List<Effect> effects,
    @Nullable Due due,
    List<Verdict> verdicts,
    boolean needsDesk) {

  /**
   * A journal entry with who caused it.
   *
   * @param causeEventId the event it came of; null for a due time
   */
  public record Noted(JournalEntry entry, Principal by, @Nullable String causeEventId) {}

  public Decision {
    journal = List.copyOf(journal);
    signals = List.copyOf(signals);
    effects = List.copyOf(effects);
    verdicts = List.copyOf(verdicts);
  }
}
