package dev.leadloop.lifecycle.deciding;

import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;

/**
 * Why an order is not followed; it is journaled, for a refused order is part of the lead's history too.
 *
 * @param message for a person, in Temporal too: it repeats no word that the policy and the desk do not know
 */
public record Refusal(RefusalCode code, String message) {
  /** A refusal with this code and message. */
  public static Refusal of(RefusalCode code, String message) {
    return new Refusal(code, message);
  }

  /** Journals the refusal of that event; the verdict says that it was not applied. */
  public Verdict on(Deciding deciding, LeadEvent event) {
    deciding.note(new JournalEntry.OrderRefused(event.eventId(), name(event.body()), code.word(), message));
    return new Verdict(event.eventId(), false, code.word(), message);
  }

  private static String name(EventBody body) {
    return switch (body) {
      case EventBody.Entered ignored -> "enter";
      case EventBody.ProfileChanged ignored -> "change facts";
      case EventBody.AccountTold ignored -> "note the company";
      case EventBody.Engaged engaged -> engaged.type();
      case EventBody.SignalVoided ignored -> "void a signal";
      case EventBody.NurtureOrdered ignored -> "start nurture";
      case EventBody.MailOrdered ignored -> "send a campaign's mail";
      case EventBody.Accepted ignored -> "accept";
      case EventBody.Rejected ignored -> "reject";
      case EventBody.Returned ignored -> "return";
      case EventBody.Reassigned ignored -> "reassign";
      case EventBody.Withdrawn ignored -> "withdraw";
      case EventBody.TakenOver ignored -> "take over";
      case EventBody.PauseAsked ignored -> "pause";
      case EventBody.ResumeAsked ignored -> "resume";
      case EventBody.Snoozed ignored -> "snooze";
      case EventBody.OwnerAway ignored -> "note absence";
      case EventBody.OwnerLeft ignored -> "note leaving";
      case EventBody.SomebodyCame ignored -> "note who came";
      case EventBody.Contacted ignored -> "contact";
      case EventBody.OutcomeReported ignored -> "outcome";
      case EventBody.ReviewDecided ignored -> "review";
      case EventBody.Reopened ignored -> "reopen";
      case EventBody.SendSettled ignored -> "settle";
      case EventBody.SendHeld ignored -> "hold";
      case EventBody.SequenceResumed ignored -> "resume";
      case EventBody.RolledOut ignored -> "roll out";
      case EventBody.Suppressed ignored -> "suppress";
      case EventBody.SuppressionLifted ignored -> "lift suppression";
      case EventBody.MayAskToStop ignored -> "rest";
      case EventBody.StopDoubtSettled ignored -> "say what an answer meant";
      case EventBody.ConsentChanged ignored -> "change consent";
      case EventBody.PastTold ignored -> "note the past";
      case EventBody.ErasureAsked ignored -> "erase";
    };
  }
}
