package dev.leadloop.record;

import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What lines of the journal make of the handoff cycles; the only way the cycles of the record come about. */
final class CycleFold {
  private CycleFold() {}

  /**
   * The cycles that lines of one decision opened, changed or ended, by number.
   *
   * @param before the lead as it was before them; null before its first line
   * @param at time of the decision
   */
  static Map<Integer, HandoffCycle> changed(
      @Nullable LeadProgress before, List<Decision.Noted> lines, Instant at) {
    Map<Integer, HandoffCycle> cycles = new TreeMap<>();
    LeadProgress progress = before;
    for (Decision.Noted noted : lines) {
      Handoff open = progress == null ? null : progress.handoff();
      progress = JournalFold.apply(progress, noted.entry(), at);
      HandoffCycle changed = changed(open, progress.handoff(), noted.entry());
      if (changed != null) {
        cycles.put(changed.cycle(), changed);
      }
    }
    return cycles;
  }

  private static @Nullable HandoffCycle changed(
      @Nullable Handoff before, @Nullable Handoff after, JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.OfHandoff line ->
          switch (line) {
            case JournalEntry.CycleEnded ended -> before == null ? null : of(before, ended);
            case JournalEntry.CycleOpened ignored -> open(before, after);
            case JournalEntry.RequestAdded ignored -> open(before, after);
            case JournalEntry.RungFired ignored -> open(before, after);
            case JournalEntry.OwnerChanged ignored -> open(before, after);
            case JournalEntry.ClockPaused ignored -> open(before, after);
            case JournalEntry.ClockResumed ignored -> open(before, after);
            case JournalEntry.RemindersPutOff ignored -> open(before, after);
            case JournalEntry.RemindersDue ignored -> open(before, after);
            case JournalEntry.OwnerAwayNoted ignored -> open(before, after);
          };
      case JournalEntry.OfLead ignored -> null;
      case JournalEntry.OfNurture ignored -> null;
      case JournalEntry.OfSales ignored -> null;
      case JournalEntry.OfPerson ignored -> null;
    };
  }

  private static @Nullable HandoffCycle open(@Nullable Handoff before, @Nullable Handoff after) {
    return after == null || after.equals(before) ? null : of(after, null);
  }

  private static HandoffCycle of(Handoff handoff, JournalEntry.@Nullable CycleEnded ended) {
    Instant moved = ended == null ? null : ended.deadline();
    return new HandoffCycle(
        handoff.cycle(),
        handoff.owner(),
        handoff.queue(),
        handoff.terms().trigger(),
        handoff.terms().slaClass(),
        handoff.terms().assignedAt(),
        moved == null ? handoff.deadline() : moved,
        ended == null ? handoff.shownLevel() : handoff.ladder().level(),
        ended == null || moved == null ? handoff.clock() : handoff.clock().resumed(ended.end().at()),
        ended == null ? null : ended.end());
  }
}
