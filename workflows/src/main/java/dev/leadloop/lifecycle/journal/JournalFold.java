package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import dev.leadloop.sla.LadderAction;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a lead's progress out of its journal, the only way there is. */
public final class JournalFold {
  private JournalFold() {}

  /**
   * The progress after one more line.
   *
   * @param before null before the first line, which must be {@link JournalEntry.Entered}
   * @param at time of the decision that wrote the line
   */
  public static LeadProgress apply(@Nullable LeadProgress before, JournalEntry entry, Instant at) {
    if (before == null) {
      return first(entry, at);
    }
    ProgressDraft draft = ProgressDraft.of(before);
    write(draft, entry, at);
    return draft.done();
  }

  private static LeadProgress first(JournalEntry entry, Instant at) {
    return switch (entry) {
      case JournalEntry.Entered entered -> ProgressDraft.entered(entered.source(), at).done();
      case JournalEntry.OfLead other -> throw notTheFirst(other);
      case JournalEntry.OfNurture other -> throw notTheFirst(other);
      case JournalEntry.OfHandoff other -> throw notTheFirst(other);
      case JournalEntry.OfSales other -> throw notTheFirst(other);
      case JournalEntry.OfPerson other -> throw notTheFirst(other);
    };
  }

  private static IllegalArgumentException notTheFirst(JournalEntry entry) {
    return new IllegalArgumentException("a journal begins with 'entered', not with " + entry);
  }

  private static void write(ProgressDraft draft, JournalEntry entry, Instant at) {
    switch (entry) {
      case JournalEntry.Entered ignored -> throw new IllegalArgumentException("a lead enters once");
      case JournalEntry.FactsChanged ignored -> {}
      case JournalEntry.SignalRecorded ignored -> {}
      case JournalEntry.SignalVoided ignored -> {}
      case JournalEntry.SendSettled settled -> NurtureFold.settled(draft, settled);
      case JournalEntry.RequestTooOld ignored -> {}
      case JournalEntry.OrderRefused ignored -> {}
      case JournalEntry.EventFailed ignored -> {}
      case JournalEntry.Scored scored -> draft.score = scored.score();
      case JournalEntry.StageChanged changed -> draft.enter(changed.to(), at);
      case JournalEntry.PolicyMoved moved -> draft.sequenceRuns.putAll(moved.runs());
      case JournalEntry.SequenceStarted started -> NurtureFold.begin(draft, started);
      case JournalEntry.SequenceSkipped ignored -> {}
      case JournalEntry.StepSent sent -> NurtureFold.sent(draft, sent);
      case JournalEntry.StepTaken taken ->
          NurtureFold.step(draft, taken.sequence(), taken.sequenceVersion(), taken.occurrence(), taken.next());
      case JournalEntry.SequenceMoved moved -> NurtureFold.move(draft, moved.position());
      case JournalEntry.SequenceEnded ended -> NurtureFold.end(draft, ended);
      case JournalEntry.MailHeld held -> NurtureFold.hold(draft, held.mail(), at);
      case JournalEntry.MailRetried retried -> NurtureFold.retry(draft, retried.mail(), at);
      case JournalEntry.CycleOpened opened -> {
        draft.handoff = opened.handoff();
        draft.cycles = opened.handoff().cycle();
        draft.gate = null;
      }
      case JournalEntry.RungFired fired -> draft.handoff =
          open(draft).rungFired(fired.rung(), level(open(draft), fired.action()));
      case JournalEntry.OwnerChanged changed -> draft.handoff =
          open(draft).ownedBy(changed.owner(), changed.queue(), changed.zone());
      case JournalEntry.ClockPaused paused -> draft.handoff = open(draft).with(open(draft).clock().paused(paused.pause()));
      case JournalEntry.ClockResumed resumed ->
          draft.handoff = open(draft).resumed(resumed.deadline(), resumed.rungs());
      case JournalEntry.RemindersPutOff put -> draft.handoff = open(draft).with(open(draft).clock().snoozed(put.until()));
      case JournalEntry.RemindersDue ignored -> draft.handoff = open(draft).remindedLate();
      case JournalEntry.OwnerAwayNoted noted -> draft.handoff = open(draft).with(open(draft).clock().away(noted.from()));
      case JournalEntry.PassedOn passed -> draft.owner = passed.to();
      case JournalEntry.CycleEnded ended -> {
        draft.handoff = null;
        draft.ended = kept(draft.ended, ended.end());
      }
      case JournalEntry.Recycled recycled -> {
        draft.gate = recycled.gate();
        draft.recycles += recycled.counts() ? 1 : 0;
      }
      case JournalEntry.ParkEnded ignored -> draft.gate = gate(draft).parkingOver();
      case JournalEntry.CoolDownEnded ignored -> draft.gate = gate(draft).coolDownOver();
      case JournalEntry.ContactAsked asked -> {
        draft.owner = asked.owner();
        draft.contactDue = asked.dueAt();
      }
      case JournalEntry.SuppressionNoted noted -> draft.suppressed = noted.reason();
      case JournalEntry.SuppressionLifted ignored -> draft.suppressed = null;
      case JournalEntry.ReviewOpened opened -> draft.review = opened.why();
      case JournalEntry.ReviewClosed ignored -> draft.review = null;
      case JournalEntry.ContactMade ignored -> {
        draft.contacted = true;
        draft.contactDue = null;
        draft.lastNews = at;
      }
      case JournalEntry.ContactMissed ignored -> draft.contactDue = null;
      case JournalEntry.OutcomeNoted noted -> {
        draft.lastNews = at;
        draft.deal = Deal.after(draft.deal, noted, at);
      }
      case JournalEntry.StallReminded ignored -> draft.lastNews = at;
      case JournalEntry.ConsentNoted ignored -> {}
      case JournalEntry.ConfirmationAsked ignored -> {}
      case JournalEntry.NurtureWaits waits -> draft.awaitsConsent = waits.why() != null;
      case JournalEntry.StopDoubted ignored -> {}
      case JournalEntry.StopDoubtSettled ignored -> {}
      case JournalEntry.ErasureNoted ignored -> draft.forget();
    }
  }

  private static Handoff open(ProgressDraft draft) {
    Handoff handoff = draft.handoff;
    if (handoff == null) {
      throw new IllegalStateException("the journal speaks of an open handoff, but there is none");
    }
    return handoff;
  }

  private static RecycleGate gate(ProgressDraft draft) {
    RecycleGate gate = draft.gate;
    if (gate == null) {
      throw new IllegalStateException("the journal ends a waiting time, but there is none");
    }
    return gate;
  }

  private static SlaLevel level(Handoff handoff, LadderAction action) {
    SlaLevel reached =
        switch (action) {
          case REMIND -> SlaLevel.REMINDED;
          case ESCALATE, REASSIGN -> SlaLevel.ESCALATED;
          case QUEUE -> SlaLevel.QUEUED;
        };
    return reached.compareTo(handoff.level()) > 0 ? reached : handoff.level();
  }

  private static List<EndedCycle> kept(List<EndedCycle> before, EndedCycle end) {
    List<EndedCycle> all = new ArrayList<>(before);
    all.add(end);
    return all.subList(Math.max(0, all.size() - LeadProgress.ENDED_KEPT), all.size());
  }

  /** Whether a stage change is one of the edges of the lead's life. */
  public static boolean isEdge(Stage from, Stage to) {
    return to == Stage.ERASED ? from != Stage.ERASED : Edges.from(from).contains(to);
  }
}
