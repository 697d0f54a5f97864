package dev.leadloop.lifecycle;

import dev.leadloop.routing.SalesDesk;
import org.jspecify.annotations.Nullable;

/** What a line of the journal changes on the desk, so that a decision sees its own assignments. */
final class DeskFold {
  private DeskFold() {}

  static SalesDesk after(SalesDesk desk, @Nullable LeadProgress before, JournalEntry entry) {
    Handoff open = before == null ? null : before.handoff();
    if (entry instanceof JournalEntry.CycleOpened opened) {
      return desk.afterAssigning(opened.handoff().owner(), opened.routing().turns());
    }
    if (entry instanceof JournalEntry.PassedOn passed) {
      return desk.afterTurns(passed.routing().turns());
    }
    if (entry instanceof JournalEntry.OwnerChanged changed && open != null) {
      return desk.afterEnding(open.owner()).afterTaking(changed.owner());
    }
    return entry instanceof JournalEntry.CycleEnded ended ? desk.afterEnding(ended.end().owner()) : desk;
  }
}
