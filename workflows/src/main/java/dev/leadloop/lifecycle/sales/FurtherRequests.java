package dev.leadloop.lifecycle.sales;

import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.handoff.AnswerDeadline;
import dev.leadloop.lifecycle.handoff.Ending;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.SalesProgress;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.qualification.Qualifying;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a lead asks for while sales has it: whoever has it is told. An open handoff becomes as urgent as the most urgent request,
 * and a first contact that is still due is due by the request's answer time; neither is ever put off by one.
 */
public final class FurtherRequests {
  private FurtherRequests() {}

  /**
   * Takes in a signal that may be such a request.
   *
   * @param toldAt when it was recorded
   * @param fit the lead's points for who it is
   */
  public static void heard(Deciding deciding, Signal signal, Instant toldAt, int fit) {
    if (!Qualifying.isRecentRequest(deciding, signal, toldAt)) {
      return;
    }
    boolean fits = fit >= deciding.policy().qualification().directIntentFit();
    switch (deciding.stage()) {
      case SALES_QUALIFIED -> whileOpen(deciding, signal, fits);
      case ACCEPTED, OPPORTUNITY -> ofOwner(deciding, signal, fits);
      case NURTURING, MQL, WON, LOST, DISQUALIFIED, ERASED -> {}
    }
  }

  /** A request of a kind that the handoff stands for already changes nothing and tells nobody. */
  private static void whileOpen(Deciding deciding, Signal signal, boolean fits) {
    Handoff handoff = deciding.progress().handoff();
    if (handoff == null || handoff.terms().hasAsked(signal.type()) || !Qualifying.isFresh(deciding, signal)) {
      return;
    }
    Handoff.Raised raised = fits ? raised(deciding, handoff, signal.type()) : null;
    Instant before = current(deciding, handoff).deadline();
    Instant was = raised != null && raised.deadline().isBefore(before) ? before : null;
    deciding.note(new JournalEntry.RequestAdded(handoff.cycle(), signal.type(), signal.occurredAt(), raised, was));
    tell(deciding, handoff.owner(), handoff.cycle());
  }

  /** The more urgent terms; a pause ends by them. Null where the request is no more urgent than what the handoff stands for. */
  private static Handoff.@Nullable Raised raised(Deciding deciding, Handoff handoff, String type) {
    SlaClass terms = HandingOver.terms(deciding, type);
    SlaClass until = deciding.policy().sla().named(handoff.terms().slaClass());
    String trigger = handoff.terms().trigger();
    if (isRequest(trigger) && terms.id().equals(until.id())) {
      return null;
    }
    AnswerClock clock = HandingOver.clock(deciding, terms, handoff);
    BusinessCalendar calendar = HandingOver.calendar(deciding.policy(), terms, clock);
    Instant due = AnswerDeadline.of(terms, calendar, deciding.now());
    if (!isMoreUrgent(terms, until, trigger) && !due.isBefore(Ending.deadline(deciding, handoff))) {
      return null;
    }
    Handoff running = running(deciding, handoff);
    Instant deadline = due.isBefore(running.deadline()) ? due : running.deadline();
    return new Handoff.Raised(
        terms.id(), deadline, AnswerDeadline.raised(running, terms, calendar, deciding.now(), deadline),
        HandingOver.clock(deciding, terms, running).countedSince(deciding.now()));
  }

  /** Whether a request of those terms is more urgent than what the lead waits for: of as long a time, a request goes first. */
  private static boolean isMoreUrgent(SlaClass terms, SlaClass until, String trigger) {
    int longer = terms.answerWithin().compareTo(until.answerWithin());
    return longer < 0 || longer == 0 && !isRequest(trigger);
  }

  private static boolean isRequest(String trigger) {
    return HandoffWay.of(trigger) == HandoffWay.REQUEST;
  }

  private static Handoff running(Deciding deciding, Handoff handoff) {
    if (handoff.clock().pause() != null) {
      Pausing.resume(deciding);
    }
    return current(deciding, handoff);
  }

  private static Handoff current(Deciding deciding, Handoff handoff) {
    Handoff open = deciding.progress().handoff();
    return open == null ? handoff : open;
  }

  private static void ofOwner(Deciding deciding, Signal signal, boolean fits) {
    SalesProgress sales = deciding.progress().sales();
    // Whoever came to sales before it came to us is nobody's here: the managers hear of it.
    String owner = sales.owner() == null ? deciding.policy().routing().queue() : sales.owner();
    deciding.note(new JournalEntry.OwnerAsked(owner, signal.type(), signal.occurredAt()));
    Instant contactDue = sales.contactDue();
    if (contactDue != null && fits) {
      raiseContact(deciding, owner, contactDue, signal.type());
    }
    tell(deciding, owner, deciding.progress().handoffs().cycles());
  }

  /** First contact is due no later than it was; what it is due for is the most urgent of what the lead has asked for. */
  private static void raiseContact(Deciding deciding, String owner, Instant contactDue, String type) {
    SlaClass terms = HandingOver.terms(deciding, type);
    AnswerClock clock = HandingOver.clock(deciding, terms, deciding.lockedDesk().rep(owner));
    Instant due = AnswerDeadline.of(terms, HandingOver.calendar(deciding.policy(), terms, clock), deciding.now());
    String contactFor = deciding.progress().sales().contactFor();
    String waitsFor = contactFor == null ? HandoffTrigger.SCORE : contactFor;
    boolean moreUrgent = isMoreUrgent(terms, HandingOver.terms(deciding, waitsFor), waitsFor);
    if (moreUrgent || due.isBefore(contactDue)) {
      boolean sooner = due.isBefore(contactDue);
      deciding.note(new JournalEntry.ContactAsked(
          owner, sooner ? due : contactDue, moreUrgent ? type : contactFor, sooner ? contactDue : null));
    }
  }

  /** Once a decision: the notice of a handoff that is offered by the same decision says what is asked, too. */
  private static void tell(Deciding deciding, String owner, int cycle) {
    if (!deciding.tells(Set.of(Notice.HANDOFF, Notice.QUEUED, Notice.REQUESTED), owner, cycle)) {
      deciding.effect(new Effect.Notify(Notice.REQUESTED, owner, cycle, "tell " + owner + " what the lead asks for"));
    }
  }
}
