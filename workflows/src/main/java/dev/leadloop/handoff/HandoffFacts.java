package dev.leadloop.handoff;

import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.HandoffRecord.Past;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.handoff.HandoffRecord.Touch;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the record holds about one handoff, before it is told.
 *
 * @param assignment null where nobody has the lead
 * @param signals the latest ones, in any order
 * @param journal lines of the lead's journal in order, at least those that score it, change its stage or open a cycle
 * @param touches the first touch first
 * @param toDo whether somebody has the lead by this handoff, or is to look at it
 */
public record HandoffFacts(
    String leadId,
    int cycle,
    Person person,
    LeadProfile profile,
    @Nullable Assignment assignment,
    String triggerType,
    List<Signal> signals,
    List<PastEntry> journal,
    List<Touch> touches,
    List<Peer> peers,
    Past past,
    boolean toDo) {

  /** An entry of the journal. */
  public record PastEntry(Instant at, @Nullable String causeEventId, int policyVersion, JournalEntry entry) {}

  /**
   * Someone else of the same company, with their latest signals.
   *
   * @param owner id of whoever of sales has them; null where nobody has
   */
  public record Peer(
      String leadId,
      String name,
      @Nullable String title,
      @Nullable String stage,
      @Nullable Integer score,
      @Nullable String owner,
      @Nullable String ownerName,
      List<Signal> signals) {
    public Peer {
      signals = List.copyOf(signals);
    }
  }

  public HandoffFacts {
    signals = List.copyOf(signals);
    journal = List.copyOf(journal);
    touches = List.copyOf(touches);
    peers = List.copyOf(peers);
  }
}
