package dev.leadloop.handoff;

import dev.leadloop.handoff.HandoffFacts.PastEntry;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lead asked for while sales had it by a handoff, as its journal has it. */
final class Asking {
  private final int cycle;
  private final Instant from;
  private final List<String> events = new ArrayList<>();
  private int opened;
  private @Nullable Instant movedAt;
  private @Nullable Instant was;

  private Asking(int cycle, Instant from) {
    this.cycle = cycle;
    this.from = from;
  }

  /**
   * The lines about that handoff.
   *
   * @param from when the lead was handed over: what it asked the reps before is still to be answered
   */
  static Asking of(List<PastEntry> journal, int cycle, Instant from) {
    Asking asking = new Asking(cycle, from);
    journal.forEach(asking::add);
    return asking;
  }

  /** Ids of the signals by which it asked, in order. */
  List<String> events() {
    return List.copyOf(events);
  }

  /** When the answer was due before the requests that moved that last; null where none did. */
  @Nullable Instant was() {
    return was;
  }

  private void add(PastEntry past) {
    switch (past.entry()) {
      case JournalEntry.OfHandoff line -> {
        switch (line) {
          case JournalEntry.CycleOpened next -> opened = next.handoff().cycle();
          case JournalEntry.RequestAdded added -> {
            heard(past, added.cycle());
            moved(past, added);
          }
          case JournalEntry.RungFired ignored -> {}
          case JournalEntry.OwnerChanged ignored -> {}
          case JournalEntry.ClockPaused ignored -> {}
          case JournalEntry.ClockResumed ignored -> {}
          case JournalEntry.RemindersPutOff ignored -> {}
          case JournalEntry.RemindersDue ignored -> {}
          case JournalEntry.OwnerAwayNoted ignored -> {}
          case JournalEntry.CycleEnded ignored -> {}
        }
      }
      case JournalEntry.OfSales line -> {
        switch (line) {
          case JournalEntry.OwnerAsked ignored -> heard(past, opened);
          case JournalEntry.PassedOn ignored -> {}
          case JournalEntry.ContactAsked ignored -> {}
          case JournalEntry.ContactMade ignored -> {}
          case JournalEntry.ContactMissed ignored -> {}
          case JournalEntry.OutcomeNoted ignored -> {}
          case JournalEntry.StallReminded ignored -> {}
        }
      }
      case JournalEntry.OfLead ignored -> {}
      case JournalEntry.OfNurture ignored -> {}
      case JournalEntry.OfPerson ignored -> {}
    }
  }

  private void heard(PastEntry past, int of) {
    if (past.causeEventId() != null && of <= cycle && !past.at().isBefore(from)) {
      events.add(past.causeEventId());
    }
  }

  /** Of the requests of one decision the first tells what was before. */
  private void moved(PastEntry past, JournalEntry.RequestAdded added) {
    if (added.cycle() == cycle && added.was() != null && !past.at().equals(movedAt)) {
      movedAt = past.at();
      was = added.was();
    }
  }
}
