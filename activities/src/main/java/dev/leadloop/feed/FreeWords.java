package dev.leadloop.feed;

import dev.leadloop.lifecycle.journal.JournalEntry;
import java.util.Set;

/**
 * Says which members of a line may hold words that a person wrote, or that tell of one; the others hold codes, ids, numbers
 * and instants. Whoever adds a line decides here.
 */
final class FreeWords {
  private static final Set<String> NONE = Set.of();

  private FreeWords() {}

  /** Names of members, with a dot between where one lies in another. */
  static Set<String> of(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.OfLead line -> ofLead(line);
      case JournalEntry.OfNurture line -> ofNurture(line);
      case JournalEntry.OfHandoff line -> ofHandoff(line);
      case JournalEntry.OfSales line -> ofSales(line);
      case JournalEntry.OfPerson line -> ofPerson(line);
    };
  }

  private static Set<String> ofLead(JournalEntry.OfLead entry) {
    return switch (entry) {
      case JournalEntry.StageChanged ignored -> Set.of("cause");
      case JournalEntry.OrderRefused ignored -> Set.of("message");
      case JournalEntry.EventFailed ignored -> Set.of("message");
      case JournalEntry.ReviewOpened ignored -> Set.of("why");
      case JournalEntry.ReviewClosed ignored -> Set.of("order");
      case JournalEntry.AccountNoted ignored -> Set.of("accountId", "evidence");
      case JournalEntry.PastNoted ignored -> NONE;
      case JournalEntry.Entered ignored -> Set.of("source");
      case JournalEntry.FactsChanged ignored -> NONE;
      case JournalEntry.SignalRecorded ignored -> NONE;
      case JournalEntry.SignalVoided ignored -> NONE;
      case JournalEntry.RequestTooOld ignored -> NONE;
      case JournalEntry.Scored ignored -> NONE;
      case JournalEntry.PolicyMoved ignored -> NONE;
      case JournalEntry.Recycled ignored -> Set.of("reason");
      case JournalEntry.ParkEnded ignored -> NONE;
      case JournalEntry.CoolDownEnded ignored -> NONE;
    };
  }

  private static Set<String> ofNurture(JournalEntry.OfNurture entry) {
    return switch (entry) {
      case JournalEntry.SequenceEnded ignored -> Set.of("why");
      case JournalEntry.SequenceMoved ignored -> Set.of("why");
      case JournalEntry.NurtureWaits ignored -> Set.of("why");
      case JournalEntry.NurtureWithheld ignored -> Set.of("why");
      case JournalEntry.SendSettled ignored -> Set.of("reason");
      case JournalEntry.MailHeld ignored -> Set.of("mail.why");
      case JournalEntry.MailRetried ignored -> Set.of("mail.why");
      case JournalEntry.SequenceStarted ignored -> NONE;
      case JournalEntry.SequenceSkipped ignored -> NONE;
      case JournalEntry.StepSent ignored -> NONE;
      case JournalEntry.MailOrdered ignored -> NONE;
      case JournalEntry.StepTaken ignored -> NONE;
      case JournalEntry.ConfirmationAsked ignored -> NONE;
    };
  }

  private static Set<String> ofHandoff(JournalEntry.OfHandoff entry) {
    return switch (entry) {
      case JournalEntry.CycleOpened ignored -> Set.of("routing");
      case JournalEntry.OwnerChanged ignored -> Set.of("why");
      case JournalEntry.ClockPaused ignored -> Set.of("pause.reason");
      // Of most ends a code of the catalogue; who withdraws says so in words of their own.
      case JournalEntry.CycleEnded ended -> switch (ended.end().how()) {
        case WITHDRAWN -> Set.of("end.reason");
        case ACCEPTED, REJECTED, RETURNED, REASSIGNED, UNANSWERED -> NONE;
      };
      case JournalEntry.RequestAdded ignored -> NONE;
      case JournalEntry.RungFired ignored -> NONE;
      case JournalEntry.ClockResumed ignored -> NONE;
      case JournalEntry.RemindersPutOff ignored -> NONE;
      case JournalEntry.RemindersDue ignored -> NONE;
      case JournalEntry.OwnerAwayNoted ignored -> NONE;
    };
  }

  private static Set<String> ofSales(JournalEntry.OfSales entry) {
    return switch (entry) {
      case JournalEntry.PassedOn ignored -> Set.of("why", "routing");
      case JournalEntry.OutcomeNoted ignored -> Set.of("reason");
      case JournalEntry.OwnerAsked ignored -> NONE;
      case JournalEntry.ContactAsked ignored -> NONE;
      case JournalEntry.ContactMade ignored -> NONE;
      case JournalEntry.ContactMissed ignored -> NONE;
      case JournalEntry.StallReminded ignored -> NONE;
    };
  }

  private static Set<String> ofPerson(JournalEntry.OfPerson entry) {
    return switch (entry) {
      case JournalEntry.SuppressionNoted ignored -> Set.of("reason");
      case JournalEntry.SuppressionLifted ignored -> Set.of("reason");
      case JournalEntry.ConsentNoted ignored -> NONE;
      case JournalEntry.StopDoubted ignored -> NONE;
      case JournalEntry.StopDoubtSettled ignored -> NONE;
      case JournalEntry.ErasureNoted ignored -> NONE;
    };
  }
}
