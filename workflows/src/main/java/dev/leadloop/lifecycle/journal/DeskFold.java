package dev.leadloop.lifecycle.journal;

import dev.leadloop.routing.SalesDesk;
import org.jspecify.annotations.Nullable;

/** What a line of the journal changes on the desk, so that a decision sees its own assignments. */
public final class DeskFold {
  private DeskFold() {}

  /** The desk after an entry; before is the lead's progress ahead of it, null where it had none. */
  public static SalesDesk after(SalesDesk desk, @Nullable LeadProgress before, JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.OfHandoff line -> afterHandoff(desk, before == null ? null : before.handoff(), line);
      case JournalEntry.OfSales line -> afterSales(desk, line);
      case JournalEntry.OfLead ignored -> desk;
      case JournalEntry.OfNurture ignored -> desk;
      case JournalEntry.OfPerson ignored -> desk;
    };
  }

  private static SalesDesk afterHandoff(SalesDesk desk, @Nullable Handoff open, JournalEntry.OfHandoff line) {
    return switch (line) {
      case JournalEntry.CycleOpened opened -> desk.afterAssigning(opened.handoff().owner(), opened.routing().turns());
      case JournalEntry.OwnerChanged changed ->
          open == null ? desk : desk.afterEnding(open.owner()).afterTaking(changed.owner());
      case JournalEntry.CycleEnded ended -> desk.afterEnding(ended.end().owner());
      case JournalEntry.RequestAdded ignored -> desk;
      case JournalEntry.RungFired ignored -> desk;
      case JournalEntry.ClockPaused ignored -> desk;
      case JournalEntry.ClockResumed ignored -> desk;
      case JournalEntry.RemindersPutOff ignored -> desk;
      case JournalEntry.RemindersDue ignored -> desk;
      case JournalEntry.OwnerAwayNoted ignored -> desk;
    };
  }

  private static SalesDesk afterSales(SalesDesk desk, JournalEntry.OfSales line) {
    return switch (line) {
      case JournalEntry.PassedOn passed -> desk.afterTurns(passed.routing().turns());
      case JournalEntry.OwnerAsked ignored -> desk;
      case JournalEntry.ContactAsked ignored -> desk;
      case JournalEntry.ContactMade ignored -> desk;
      case JournalEntry.ContactMissed ignored -> desk;
      case JournalEntry.OutcomeNoted ignored -> desk;
      case JournalEntry.StallReminded ignored -> desk;
    };
  }
}
