package dev.leadloop.lifecycle.sales;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.handoff.Ending;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.lifecycle.words.Standing;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.qualification.Disqualifying;
import dev.leadloop.routing.Routing;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sales, or whoever speaks for it, answers to an open handoff. */
public final class Answering {
  private Answering() {}

  /** Does what an answer says, or journals why it is refused. */
  public static Verdict answer(Deciding deciding, LeadEvent event, EventBody.Answer answer) {
    Refusal refusal = refuse(deciding, event, answer);
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    Handoff handoff = deciding.progress().handoff();
    if (handoff == null) {
      throw new IllegalStateException("an answer to no handoff was not refused");
    }
    return switch (answer) {
      case EventBody.Accepted ignored -> accept(deciding, event, handoff);
      case EventBody.Rejected rejected ->
          giveBack(deciding, event, handoff, rejected.reason(), How.REJECTED, null);
      case EventBody.Returned returned ->
          giveBack(deciding, event, handoff, returned.reason(), How.RETURNED, returned.until());
      case EventBody.Reassigned reassigned -> reassign(deciding, event, handoff, reassigned.toRep());
      case EventBody.Withdrawn withdrawn -> withdraw(deciding, event, handoff, withdrawn.reason());
      case EventBody.TakenOver ignored -> takeOver(deciding, event, handoff);
      case EventBody.PauseAsked asked -> Pausing.pause(deciding, event, handoff, asked);
      case EventBody.ResumeAsked ignored -> Pausing.resume(deciding, event);
      case EventBody.Snoozed asked -> Pausing.snooze(deciding, event, handoff, asked);
    };
  }

  private static @Nullable Refusal refuse(Deciding deciding, LeadEvent event, EventBody.Answer answer) {
    Handoff handoff = deciding.progress().handoff();
    if (handoff == null || (answer.cycle() != 0 && answer.cycle() != handoff.cycle())) {
      return over(deciding.progress(), answer.cycle());
    }
    Refusal notAllowed = AnswerRights.refusal(event.by(), answer, handoff);
    if (notAllowed != null) {
      return notAllowed;
    }
    return switch (answer) {
      case EventBody.Rejected rejected -> badReason(deciding, rejected.reason(), rejected.noteGiven());
      case EventBody.Returned returned -> badReason(deciding, returned.reason(), returned.noteGiven());
      case EventBody.Reassigned reassigned -> badRep(deciding, handoff, reassigned.toRep());
      case EventBody.Accepted ignored -> null;
      case EventBody.Withdrawn ignored -> null;
      case EventBody.TakenOver ignored -> badTaker(deciding, event.by(), handoff);
      case EventBody.PauseAsked asked -> Pausing.refuse(deciding, handoff, asked);
      case EventBody.ResumeAsked ignored -> Pausing.refuseResume(handoff);
      case EventBody.Snoozed asked -> Pausing.refuse(deciding, handoff, asked);
    };
  }

  private static Refusal over(LeadProgress progress, int asked) {
    int cycle = asked == 0 ? progress.handoffs().cycles() : asked;
    EndedCycle end = progress.handoffs().endOf(cycle);
    if (end != null) {
      return Refusal.of(
          RefusalCode.CYCLE_OVER, "handoff " + cycle + " is over: " + Sentences.endInBrief(end) + " at " + end.at());
    }
    return cycle > 0 && cycle <= progress.handoffs().cycles()
        ? Refusal.of(RefusalCode.CYCLE_OVER, "handoff " + cycle + " is over")
        : Refusal.of(RefusalCode.NO_HANDOFF, "the lead has no handoff " + (cycle == 0 ? "yet" : String.valueOf(cycle)));
  }

  private static @Nullable Refusal badTaker(Deciding deciding, Principal by, Handoff handoff) {
    return AnswerRights.refusedTaker(
        by,
        handoff,
        () -> {
          SalesDesk.Rep taker = deciding.lockedDesk().rep(by.id());
          return taker != null && taker.active();
        });
  }

  static @Nullable Refusal badReason(Deciding deciding, @Nullable String reason, boolean noteGiven) {
    Disposition disposition = reason == null ? null : deciding.policy().disposition(reason);
    if (disposition == null) {
      List<String> known = deciding.policy().dispositions().stream().map(Disposition::code).toList();
      if (reason == null || reason.isEmpty()) {
        return Refusal.of(RefusalCode.UNKNOWN_REASON, "a reason of the catalogue is needed; use one of " + known);
      }
      return Refusal.of(RefusalCode.UNKNOWN_REASON, "the reason is not one of the catalogue; use one of " + known);
    }
    if (disposition.noteRequired() && !noteGiven) {
      return Refusal.of(
          RefusalCode.NOTE_NEEDED, "the reason '" + reason + "' needs a note; give one in 'note', or in that field of the page");
    }
    return null;
  }

  private static @Nullable Refusal badRep(Deciding deciding, Handoff handoff, @Nullable String rep) {
    if (rep == null) {
      return null;
    }
    if (rep.equals(handoff.owner())) {
      return Refusal.of(RefusalCode.SAME_REP, "handoff " + handoff.cycle() + " belongs to " + rep + " already");
    }
    boolean available =
        deciding.lockedDesk().reps().stream()
            .anyMatch(known -> known.id().equals(rep) && known.available(deciding.now()));
    return available ? null : Refusal.of(RefusalCode.UNKNOWN_REP, "that is not a rep who can take leads now");
  }

  private static Verdict accept(Deciding deciding, LeadEvent event, Handoff handoff) {
    String owner = handoff.queue() ? event.by().id() : handoff.owner();
    SlaClass terms = deciding.policy().sla().named(handoff.terms().slaClass());
    AnswerClock clock = handoff.clock();
    if (handoff.queue()) {
      clock = takersClock(deciding, event.by(), terms);
      ZoneId told = clock.toldIn(deciding.policy().calendars());
      deciding.note(new JournalEntry.OwnerChanged(
          handoff.cycle(), owner, false, "taken from the queue", told, deciding.countsFrom(handoff.terms().assignedAt())));
    }
    Ending.end(deciding, handoff, owner, How.ACCEPTED, null);
    if (answersForAnother(event, handoff)) {
      deciding.effect(
          new Effect.Notify(
              Notice.PASSED_ON, owner, handoff.cycle(), "tell " + owner + " it was accepted for " + owner));
    }
    deciding.move(Stage.ACCEPTED, "accepted by " + event.by(), null);
    Instant contactDue = contactDue(deciding, handoff, terms, clock);
    deciding.note(new JournalEntry.ContactAsked(owner, contactDue, handoff.terms().trigger(), null));
    return Verdict.applied(event.eventId(), "accepted; first contact is due " + contactDue);
  }

  /** Counted from when it was accepted; from now, where that was over before anybody could be told that the lead is theirs. */
  private static Instant contactDue(Deciding deciding, Handoff handoff, SlaClass terms, AnswerClock clock) {
    BusinessCalendar calendar = HandingOver.calendar(deciding.policy(), terms, clock);
    Instant due = calendar.plus(deciding.countsFrom(handoff.terms().assignedAt()), terms.firstContactWithin());
    return due.isAfter(deciding.now()) ? due : calendar.plus(deciding.now(), terms.firstContactWithin());
  }

  /** Whoever takes a handoff from the queue makes first contact in hours of their own. */
  private static AnswerClock takersClock(Deciding deciding, Principal by, SlaClass terms) {
    boolean rep = by.kind() == Principal.Kind.REP;
    return HandingOver.clock(deciding, terms, rep ? deciding.lockedDesk().rep(by.id()) : null);
  }

  private static Verdict giveBack(
      Deciding deciding, LeadEvent event, Handoff handoff, String reason, How how, @Nullable Instant until) {
    Disposition.Path path = path(deciding, reason);
    if (path instanceof Disposition.Path.Reassign && Disqualifying.rule(deciding) == null) {
      Routing.Choice other = Escalating.movedOn(deciding, handoff);
      Escalating.moveOn(deciding, handoff, How.REASSIGNED, reason, other);
      return Verdict.applied(event.eventId(), "offered to " + other.owner());
    }
    Ending.end(deciding, handoff, handoff.owner(), how, reason);
    if (answersForAnother(event, handoff)) {
      deciding.effect(Disqualifying.tellItWasWithdrawn(handoff));
    }
    Recycling.recycle(deciding, reason, path, until);
    return Verdict.applied(event.eventId(), Standing.inWords(deciding.progress()));
  }

  private static Disposition.Path path(Deciding deciding, String reason) {
    Disposition disposition = deciding.policy().disposition(reason);
    if (disposition == null) {
      throw new IllegalStateException("an unknown reason was not refused: " + reason);
    }
    return disposition.path();
  }

  private static Verdict reassign(Deciding deciding, LeadEvent event, Handoff handoff, @Nullable String toRep) {
    Routing.Choice other =
        toRep == null
            ? Escalating.another(deciding, handoff)
            : Routing.named(deciding.lockedDesk(), toRep, "named by " + event.by(), deciding.now());
    Escalating.next(deciding, handoff, How.REASSIGNED, null, other, handoff.tried().reassignments());
    return Verdict.applied(event.eventId(), "offered to " + other.owner());
  }

  /** Whoever takes a handoff over accepts it with that, so that nobody wins time by passing it round. */
  private static Verdict takeOver(Deciding deciding, LeadEvent event, Handoff handoff) {
    String taker = event.by().id();
    Routing.Choice choice = Routing.named(deciding.lockedDesk(), taker, "taken over by " + event.by(), deciding.now());
    Escalating.end(deciding, handoff, How.REASSIGNED, null);
    Handoff.Tried tried = new Handoff.Tried(Escalating.triedBy(handoff), handoff.tried().reassignments());
    HandingOver.open(deciding, handoff.terms().trigger(), tried, choice);
    Handoff next = deciding.progress().handoff();
    if (next == null) {
      throw new IllegalStateException("a handoff was taken over, but none is open");
    }
    return accept(deciding, event, next);
  }

  private static Verdict withdraw(Deciding deciding, LeadEvent event, Handoff handoff, String reason) {
    Disqualifying.withdraw(deciding, handoff, reason);
    Recycling.withdraw(deciding, reason);
    return Verdict.applied(event.eventId(), "withdrawn; " + Standing.inWords(deciding.progress()));
  }

  /** Whoever had it did not answer, and does not know yet that somebody else has. */
  private static boolean answersForAnother(LeadEvent event, Handoff handoff) {
    Principal by = event.by();
    return !handoff.queue() && !by.id().equals(handoff.owner());
  }
}
