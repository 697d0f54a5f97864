package dev.leadloop.lifecycle;

import static dev.leadloop.lifecycle.InvariantChecks.require;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Principal.Kind;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I18 watched from outside: whoever caused a line of the journal was allowed to. */
final class Ownership {
  private static final Set<Kind> DIRECTORS = Set.of(Kind.MANAGER, Kind.ADMIN, Kind.TEMPORAL, Kind.SYSTEM);

  private Ownership() {}

  static void check(LeadProgress before, Decision.Noted noted, List<Decision.Noted> decision) {
    Principal by = noted.by();
    Handoff open = before.handoff();
    boolean ofHandoff = noted.entry() instanceof JournalEntry.CycleEnded || noted.entry() instanceof JournalEntry.ClockPaused
        || noted.entry() instanceof JournalEntry.RemindersPutOff;
    if (ofHandoff && open == null) {
      return; // I14 has a word to say about that.
    }
    switch (noted.entry()) {
      case JournalEntry.CycleEnded ended ->
          require(mayEnd(by, ended.end(), open, decision), "I18: " + by + " ended " + ended.end());
      case JournalEntry.ClockPaused ignored -> require(holds(by, open), "I18: " + by + " paused a clock");
      case JournalEntry.RemindersPutOff ignored -> require(holds(by, open), "I18: " + by + " put reminders off");
      case JournalEntry.ContactMade ignored -> require(owns(by, before), "I18: " + by + " reported a contact");
      case JournalEntry.OutcomeNoted ignored -> require(owns(by, before), "I18: " + by + " reported an outcome");
      case JournalEntry.PassedOn ignored -> require(directs(by), "I18: " + by + " passed a lead on");
      case JournalEntry.OwnerAwayNoted ignored -> require(directs(by), "I18: " + by + " noted an absence");
      case JournalEntry ignored -> {
        // Everything else is open to all, or comes with one of these.
      }
    }
  }

  private static boolean mayEnd(Principal by, EndedCycle end, @Nullable Handoff open, List<Decision.Noted> decision) {
    return switch (end.how()) {
      case ACCEPTED, REJECTED, RETURNED -> holds(by, open);
      case REASSIGNED -> holds(by, open) || takes(by, decision);
      case UNANSWERED -> by.kind() == Kind.SYSTEM;
      case WITHDRAWN -> directs(by) || by.kind() == Kind.MARKETING || "erased".equals(end.reason());
    };
  }

  private static boolean takes(Principal by, List<Decision.Noted> decision) {
    return by.kind() == Kind.REP
        && decision.stream().anyMatch(noted -> noted.entry() instanceof JournalEntry.CycleOpened opened
            && opened.handoff().owner().equals(by.id()) && noted.by().equals(by));
  }

  private static boolean holds(Principal by, @Nullable Handoff open) {
    return directs(by) || open != null && by.kind() == Kind.REP && (open.queue() || open.owner().equals(by.id()));
  }

  private static boolean owns(Principal by, LeadProgress before) {
    return directs(by) || by.kind() == Kind.REP && by.id().equals(before.sales().owner());
  }

  private static boolean directs(Principal by) {
    return DIRECTORS.contains(by.kind());
  }
}
