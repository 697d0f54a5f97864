package dev.leadloop.record;

import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.routing.RoutingLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who was given the lead by the lines of one decision, and the places in the round that this took. */
final class Assignments {
  private final Set<String> reps = new TreeSet<>();
  private final List<RoutingLog.Turn> turns = new ArrayList<>();

  private Assignments() {}

  static Assignments of(List<Decision.Noted> lines) {
    Assignments given = new Assignments();
    for (Decision.Noted noted : lines) {
      switch (noted.entry()) {
        case JournalEntry.OfHandoff entry -> given.add(entry);
        case JournalEntry.OfSales entry -> given.add(entry);
        case JournalEntry.OfLead ignored -> {}
        case JournalEntry.OfNurture ignored -> {}
        case JournalEntry.OfPerson ignored -> {}
      }
    }
    return given;
  }

  /** The reps who got it, by id; a queue is none. */
  Set<String> reps() {
    return reps;
  }

  /** Places in the round as routing left them; of several for one rep the last counts. */
  List<RoutingLog.Turn> turns() {
    return turns;
  }

  private void add(JournalEntry.OfHandoff entry) {
    switch (entry) {
      case JournalEntry.CycleOpened opened -> {
        give(opened.handoff().owner(), opened.handoff().queue());
        turns.addAll(opened.routing().turns());
      }
      case JournalEntry.OwnerChanged changed -> give(changed.owner(), changed.queue());
      case JournalEntry.RequestAdded ignored -> {}
      case JournalEntry.RungFired ignored -> {}
      case JournalEntry.ClockPaused ignored -> {}
      case JournalEntry.ClockResumed ignored -> {}
      case JournalEntry.RemindersPutOff ignored -> {}
      case JournalEntry.RemindersDue ignored -> {}
      case JournalEntry.OwnerAwayNoted ignored -> {}
      case JournalEntry.CycleEnded ignored -> {}
    }
  }

  private void add(JournalEntry.OfSales entry) {
    switch (entry) {
      case JournalEntry.PassedOn passed -> {
        give(passed.to(), false);
        turns.addAll(passed.routing().turns());
      }
      // Who accepted is asked for a first contact; the lead was theirs before.
      case JournalEntry.OwnerAsked ignored -> {}
      case JournalEntry.ContactAsked ignored -> {}
      case JournalEntry.ContactMade ignored -> {}
      case JournalEntry.ContactMissed ignored -> {}
      case JournalEntry.OutcomeNoted ignored -> {}
      case JournalEntry.StallReminded ignored -> {}
    }
  }

  private void give(String owner, boolean queue) {
    if (!queue) {
      reps.add(owner);
    }
  }
}
