package dev.leadloop.handoff;

import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.HandoffRecord.Past;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.handoff.HandoffRecord.Touch;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
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
 * @param company of whose people it is
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
    OfCompany company,
    Past past,
    boolean toDo) {

  /** An entry of the journal. */
  public record PastEntry(Instant at, @Nullable String causeEventId, int policyVersion, JournalEntry entry) {}

  /**
   * The company with its other people.
   *
   * @param found what was found of it; null where the lead is of none
   */
  public record OfCompany(List<Peer> peers, @Nullable CompanyFound found) {
    public OfCompany {
      peers = List.copyOf(peers);
    }
  }

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
  }

  /** The stage that the lead stands in by its journal. */
  public Stage stage() {
    return journal.reversed().stream().map(PastEntry::entry)
        .filter(JournalEntry.StageChanged.class::isInstance).map(entry -> ((JournalEntry.StageChanged) entry).to())
        .findFirst().orElse(Stage.NURTURING);
  }
}
