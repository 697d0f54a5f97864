package dev.leadloop.simulation.backtest;

import dev.leadloop.lifecycle.journal.JournalEntry;

/** What a line of the journal tells a backtest; the only place that reads all of them. */
sealed interface Told {
  /** Its score. */
  record Points(JournalEntry.Scored line) implements Told {}

  /** A stage that it changed to. */
  record Turned(JournalEntry.StageChanged line) implements Told {}

  /** A step of the life it had before it came. */
  record PastTold(JournalEntry.PastNoted line) implements Told {}

  /** A handoff. */
  record Opened(JournalEntry.CycleOpened line) implements Told {}

  /** A further request of an open handoff. */
  record Asked(JournalEntry.RequestAdded line) implements Told {}

  /** The end of a handoff. */
  record Ended(JournalEntry.CycleEnded line) implements Told {}

  /** It went on to somebody else. */
  record Passed(JournalEntry.PassedOn line) implements Told {}

  /** What sales said of it in the end. */
  record Result(JournalEntry.OutcomeNoted line) implements Told {}

  /** Nothing that a backtest asks for. */
  record Nothing() implements Told {}

  /** No more of them are needed than one. */
  Nothing NOTHING = new Nothing();

  static Told by(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.OfLead line -> ofLead(line);
      case JournalEntry.OfHandoff line -> ofHandoff(line);
      case JournalEntry.OfSales line -> ofSales(line);
      case JournalEntry.OfNurture ignored -> NOTHING;
      case JournalEntry.OfPerson ignored -> NOTHING;
    };
  }

  private static Told ofLead(JournalEntry.OfLead entry) {
    return switch (entry) {
      case JournalEntry.Scored line -> new Points(line);
      case JournalEntry.StageChanged line -> new Turned(line);
      case JournalEntry.PastNoted line -> new PastTold(line);
      case JournalEntry.Entered ignored -> NOTHING;
      case JournalEntry.FactsChanged ignored -> NOTHING;
      case JournalEntry.AccountNoted ignored -> NOTHING;
      case JournalEntry.SignalRecorded ignored -> NOTHING;
      case JournalEntry.SignalVoided ignored -> NOTHING;
      case JournalEntry.RequestTooOld ignored -> NOTHING;
      case JournalEntry.PolicyMoved ignored -> NOTHING;
      case JournalEntry.Recycled ignored -> NOTHING;
      case JournalEntry.ParkEnded ignored -> NOTHING;
      case JournalEntry.CoolDownEnded ignored -> NOTHING;
      case JournalEntry.ReviewOpened ignored -> NOTHING;
      case JournalEntry.ReviewClosed ignored -> NOTHING;
      case JournalEntry.OrderRefused ignored -> NOTHING;
      case JournalEntry.EventFailed ignored -> NOTHING;
    };
  }

  private static Told ofHandoff(JournalEntry.OfHandoff entry) {
    return switch (entry) {
      case JournalEntry.CycleOpened line -> new Opened(line);
      case JournalEntry.RequestAdded line -> new Asked(line);
      case JournalEntry.CycleEnded line -> new Ended(line);
      case JournalEntry.RungFired ignored -> NOTHING;
      case JournalEntry.OwnerChanged ignored -> NOTHING;
      case JournalEntry.ClockPaused ignored -> NOTHING;
      case JournalEntry.ClockResumed ignored -> NOTHING;
      case JournalEntry.RemindersPutOff ignored -> NOTHING;
      case JournalEntry.RemindersDue ignored -> NOTHING;
      case JournalEntry.OwnerAwayNoted ignored -> NOTHING;
    };
  }

  private static Told ofSales(JournalEntry.OfSales entry) {
    return switch (entry) {
      case JournalEntry.PassedOn line -> new Passed(line);
      case JournalEntry.OutcomeNoted line -> new Result(line);
      case JournalEntry.OwnerAsked ignored -> NOTHING;
      case JournalEntry.ContactAsked ignored -> NOTHING;
      case JournalEntry.ContactMade ignored -> NOTHING;
      case JournalEntry.ContactMissed ignored -> NOTHING;
      case JournalEntry.StallReminded ignored -> NOTHING;
    };
  }
}
