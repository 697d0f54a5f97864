package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
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
    return before == null ? first(entry, at) : next(before, entry, at);
  }

  private static LeadProgress first(JournalEntry entry, Instant at) {
    return switch (entry) {
      case JournalEntry.Entered entered ->
          new LeadProgress(
              QualificationProgress.entered(entered.source(), at), NurtureProgress.NONE, RecycleProgress.NONE,
              HandoffProgress.NONE, SalesProgress.NONE, PastProgress.NONE);
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

  private static LeadProgress next(LeadProgress before, JournalEntry entry, Instant at) {
    return switch (entry) {
      case JournalEntry.OfLead line -> ofLead(before, line, at);
      case JournalEntry.OfNurture line -> before.with(NurtureFold.after(before.nurture(), line, at));
      case JournalEntry.OfHandoff line -> ofHandoff(before, line);
      case JournalEntry.OfSales line -> before.with(ofSales(before.sales(), line, at));
      case JournalEntry.OfPerson line -> ofPerson(before, line);
    };
  }

  private static LeadProgress ofLead(LeadProgress before, JournalEntry.OfLead entry, Instant at) {
    return switch (entry) {
      case JournalEntry.Entered ignored -> throw new IllegalArgumentException("a lead enters once");
      case JournalEntry.FactsChanged ignored -> before;
      case JournalEntry.AccountNoted noted ->
          before.with(before.qualification().told(noted.accountId(), noted.evidence()));
      case JournalEntry.SignalRecorded ignored -> before;
      case JournalEntry.SignalVoided ignored -> before;
      case JournalEntry.RequestTooOld ignored -> before;
      case JournalEntry.OrderRefused ignored -> before;
      case JournalEntry.EventFailed ignored -> before;
      case JournalEntry.Scored scored -> before.with(before.qualification().scored(scored.score()));
      case JournalEntry.StageChanged changed ->
          changed.told() ? placed(before, changed.to(), at) : in(before, changed.to(), at, changed.evidence());
      case JournalEntry.PastNoted noted -> pastNoted(before, noted);
      case JournalEntry.PolicyMoved moved -> before.with(before.nurture().with(moved.runs()));
      case JournalEntry.Recycled recycled -> before.with(before.recycling().after(recycled));
      case JournalEntry.ParkEnded ignored -> before.with(before.recycling().waitingOver(RecycleGate::parkingOver));
      case JournalEntry.CoolDownEnded ignored -> before.with(before.recycling().waitingOver(RecycleGate::coolDownOver));
      case JournalEntry.ReviewOpened opened -> before.with(before.qualification().reviewedFor(opened.why()));
      case JournalEntry.ReviewClosed ignored -> before.with(before.qualification().reviewedFor(null));
    };
  }

  private static LeadProgress in(LeadProgress before, Stage to, Instant at, JournalEntry.@Nullable Evidence evidence) {
    LeadProgress there = before.with(before.qualification().in(to, at, evidence)).with(before.sales().in(to, at));
    boolean further = !before.stage().nurtured() || !to.nurtured();
    LeadProgress moved = further ? there.with(there.past().leftBehind()) : there;
    return to.nurtured() ? moved : moved.with(NurtureFold.dropHeld(before.nurture()));
  }

  /** It stands where its past left it, since then; by that nothing is due. */
  private static LeadProgress placed(LeadProgress before, Stage to, Instant at) {
    if (to.nurtured()) {
      return in(before, to, at, null).with(before.past().at(PastProgress.Place.NOWHERE));
    }
    LeadProgress there = in(before, to, at, null).with(before.past().at(PastProgress.Place.STANDS)).with(SalesProgress.NONE);
    return standing(there);
  }

  private static LeadProgress pastNoted(LeadProgress before, JournalEntry.PastNoted noted) {
    LeadProgress after = before.with(before.past().with(noted.step()));
    return after.past().place() == PastProgress.Place.STANDS ? standing(after) : after;
  }

  /** What the step by which it stands says of it; what sales has reported here since is newer. */
  private static LeadProgress standing(LeadProgress progress) {
    PastStep step = progress.past().standing();
    Instant before = progress.qualification().since();
    return step == null || step.stage() != progress.stage()
        ? progress
        : progress.with(progress.qualification().standingSince(step.at())).with(progress.sales().told(step, before));
  }

  private static LeadProgress ofHandoff(LeadProgress before, JournalEntry.OfHandoff entry) {
    HandoffProgress handoffs = before.handoffs();
    return switch (entry) {
      case JournalEntry.CycleOpened opened ->
          before.with(handoffs.opened(opened.handoff())).with(before.recycling().passed());
      case JournalEntry.RequestAdded added ->
          before.with(handoffs.changed(open -> open.askedFor(added.signalType(), added.raised())));
      case JournalEntry.RungFired fired -> before.with(handoffs.changed(open -> fired(open, fired)));
      case JournalEntry.OwnerChanged changed ->
          before.with(handoffs.changed(open -> open.ownedBy(changed.owner(), changed.queue(), changed.zone())));
      case JournalEntry.ClockPaused paused ->
          before.with(handoffs.changed(open -> open.with(open.clock().paused(paused.pause()))));
      case JournalEntry.ClockResumed resumed ->
          before.with(handoffs.changed(open -> open.resumed(resumed)));
      case JournalEntry.RemindersPutOff put ->
          before.with(handoffs.changed(open -> open.with(open.clock().snoozed(put.until()))));
      case JournalEntry.RemindersDue ignored -> before.with(handoffs.changed(Handoff::remindedLate));
      case JournalEntry.OwnerAwayNoted noted ->
          before.with(handoffs.changed(open -> open.with(open.clock().away(noted.from()))));
      case JournalEntry.CycleEnded ended -> before.with(handoffs.closed(ended.end()));
    };
  }

  private static Handoff fired(Handoff open, JournalEntry.RungFired fired) {
    SlaLevel reached =
        switch (fired.action()) {
          case REMIND -> SlaLevel.REMINDED;
          case ESCALATE, REASSIGN -> SlaLevel.ESCALATED;
          case QUEUE -> SlaLevel.QUEUED;
        };
    return open.rungFired(fired.rung(), reached.compareTo(open.ladder().level()) > 0 ? reached : open.ladder().level());
  }

  private static SalesProgress ofSales(SalesProgress before, JournalEntry.OfSales entry, Instant at) {
    return switch (entry) {
      case JournalEntry.PassedOn passed -> before.ownedBy(passed.to());
      case JournalEntry.OwnerAsked ignored -> before;
      case JournalEntry.ContactAsked asked -> before.contactAsked(asked);
      case JournalEntry.ContactMade ignored -> before.contactMade(at);
      case JournalEntry.ContactMissed ignored -> before.contactMissed();
      case JournalEntry.OutcomeNoted noted -> before.told(noted, at);
      case JournalEntry.StallReminded ignored -> before.heardOf(at);
    };
  }

  private static LeadProgress ofPerson(LeadProgress before, JournalEntry.OfPerson entry) {
    return switch (entry) {
      case JournalEntry.SuppressionNoted noted -> before.with(before.nurture().suppressedFor(noted.reason()));
      case JournalEntry.SuppressionLifted ignored -> before.with(before.nurture().suppressedFor(null));
      case JournalEntry.ConsentNoted ignored -> before;
      case JournalEntry.StopDoubted ignored -> before;
      case JournalEntry.StopDoubtSettled ignored -> before;
      case JournalEntry.ErasureNoted ignored -> before.forgotten();
    };
  }

  /** Whether what is told of its past may move a lead so. */
  public static boolean isToldEdge(Stage from, Stage to) {
    return from != to && Edges.toldFrom(from).contains(to);
  }

  /** Whether a stage change is one of the edges of the lead's life. */
  public static boolean isEdge(Stage from, Stage to) {
    return to == Stage.ERASED ? from != Stage.ERASED : Edges.from(from).contains(to);
  }
}
