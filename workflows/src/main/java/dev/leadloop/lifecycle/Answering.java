package dev.leadloop.lifecycle;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.EndedCycle.How;
import dev.leadloop.policy.Disposition;
import dev.leadloop.policy.SlaRules.SlaClass;
import dev.leadloop.routing.Routing;
import dev.leadloop.routing.RoutingLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sales, or whoever speaks for it, answers to an open handoff. */
final class Answering {
  private Answering() {}

  static Verdict answer(Deciding deciding, LeadEvent event, EventBody.Answer answer) {
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
    };
  }

  private static @Nullable Refusal refuse(Deciding deciding, LeadEvent event, EventBody.Answer answer) {
    Handoff handoff = deciding.progress().handoff();
    if (handoff == null || (answer.cycle() != 0 && answer.cycle() != handoff.cycle())) {
      return over(deciding.progress(), answer.cycle());
    }
    Refusal notAllowed = notAllowed(event.by(), answer, handoff);
    if (notAllowed != null) {
      return notAllowed;
    }
    return switch (answer) {
      case EventBody.Rejected rejected -> badReason(deciding, rejected.reason(), rejected.noteGiven());
      case EventBody.Returned returned -> badReason(deciding, returned.reason(), returned.noteGiven());
      case EventBody.Reassigned reassigned -> badRep(deciding, handoff, reassigned.toRep());
      case EventBody.Accepted ignored -> null;
      case EventBody.Withdrawn ignored -> null;
    };
  }

  private static Refusal over(LeadProgress progress, int asked) {
    int cycle = asked == 0 ? progress.cycles() : asked;
    EndedCycle end = progress.endOf(cycle);
    if (end != null) {
      return Refusal.of(
          "cycle-over",
          "handoff " + cycle + " is over: " + end.how().name().toLowerCase(java.util.Locale.ROOT) + " by " + end.by() + " at " + end.at());
    }
    return cycle > 0 && cycle <= progress.cycles()
        ? Refusal.of("cycle-over", "handoff " + cycle + " is over")
        : Refusal.of("no-handoff", "the lead has no handoff " + (cycle == 0 ? "yet" : String.valueOf(cycle)));
  }

  private static @Nullable Refusal notAllowed(Principal by, EventBody.Answer answer, Handoff handoff) {
    boolean mayByRole =
        switch (answer) {
          case EventBody.Withdrawn ignored -> Applying.manages(by) || by.kind() == Principal.Kind.MARKETING;
          case EventBody.Reassigned ignored -> Applying.manages(by);
          case EventBody.Accepted ignored -> Applying.manages(by) || by.kind() == Principal.Kind.REP;
          case EventBody.Rejected ignored -> Applying.manages(by) || by.kind() == Principal.Kind.REP;
          case EventBody.Returned ignored -> Applying.manages(by) || by.kind() == Principal.Kind.REP;
        };
    if (!mayByRole) {
      return Refusal.of("not-allowed", by + " may not answer so");
    }
    if (by.kind() == Principal.Kind.REP && !handoff.queue() && !by.id().equals(handoff.owner())) {
      return Refusal.of("not-owner", "handoff " + handoff.cycle() + " belongs to " + handoff.owner());
    }
    return null;
  }

  static @Nullable Refusal badReason(Deciding deciding, @Nullable String reason, boolean noteGiven) {
    Disposition disposition = reason == null ? null : deciding.policy().disposition(reason);
    if (disposition == null) {
      List<String> known = deciding.policy().dispositions().stream().map(Disposition::code).toList();
      return Refusal.of("unknown-reason", "'" + reason + "' is not a reason of the catalogue; use one of " + known);
    }
    if (disposition.noteRequired() && !noteGiven) {
      return Refusal.of("note-needed", "the reason '" + reason + "' needs a note; give one through the API or the console");
    }
    return null;
  }

  private static @Nullable Refusal badRep(Deciding deciding, Handoff handoff, @Nullable String rep) {
    if (rep == null) {
      return null;
    }
    if (rep.equals(handoff.owner())) {
      return Refusal.of("same-rep", "handoff " + handoff.cycle() + " belongs to " + rep + " already");
    }
    boolean available =
        deciding.lockedDesk().reps().stream().anyMatch(known -> known.id().equals(rep) && known.available());
    return available ? null : Refusal.of("unknown-rep", "'" + rep + "' is not a rep who can take leads now");
  }

  private static Verdict accept(Deciding deciding, LeadEvent event, Handoff handoff) {
    String owner = handoff.queue() ? event.by().id() : handoff.owner();
    if (handoff.queue()) {
      deciding.note(new JournalEntry.OwnerChanged(handoff.cycle(), owner, false, "taken from the queue"));
    }
    end(deciding, event, handoff, owner, How.ACCEPTED, null);
    deciding.move(Stage.ACCEPTED, "accepted by " + event.by(), null);
    SlaClass terms = deciding.policy().sla().named(handoff.slaClass());
    Instant contactDue =
        HandingOver.calendar(deciding.policy(), terms).plus(deciding.now(), terms.firstContactWithin());
    deciding.note(new JournalEntry.ContactAsked(owner, contactDue));
    return Verdict.applied(event.eventId(), "accepted; first contact is due " + contactDue);
  }

  private static Verdict giveBack(
      Deciding deciding, LeadEvent event, Handoff handoff, String reason, How how, @Nullable Instant until) {
    Disposition.Path path = path(deciding, reason);
    if (path instanceof Disposition.Path.Reassign) {
      Routing.Choice other =
          Routing.choose(
              deciding.lockedDesk(), deciding.policy().routing(), Escalating.triedBy(handoff), deciding.leadId());
      Escalating.next(deciding, handoff, How.REASSIGNED, reason, other);
      return Verdict.applied(event.eventId(), "offered to " + other.owner());
    }
    end(deciding, event, handoff, handoff.owner(), how, reason);
    Recycling.recycle(deciding, reason, path, until);
    return Verdict.applied(event.eventId(), "the lead is now in " + deciding.stage().label());
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
            ? Routing.choose(
                deciding.lockedDesk(), deciding.policy().routing(), Escalating.triedBy(handoff), deciding.leadId())
            : new Routing.Choice(toRep, false, new RoutingLog("named by " + event.by(), List.of()));
    Escalating.next(deciding, handoff, How.REASSIGNED, null, other);
    return Verdict.applied(event.eventId(), "offered to " + other.owner());
  }

  private static Verdict withdraw(Deciding deciding, LeadEvent event, Handoff handoff, String reason) {
    end(deciding, event, handoff, handoff.owner(), How.WITHDRAWN, reason);
    Recycling.withdraw(deciding, reason);
    return Verdict.applied(event.eventId(), "withdrawn; the lead is nurtured again");
  }

  private static void end(
      Deciding deciding, LeadEvent event, Handoff handoff, String owner, How how, @Nullable String reason) {
    deciding.note(
        new JournalEntry.CycleEnded(
            new EndedCycle(handoff.cycle(), owner, how, event.by().toString(), deciding.now(), reason)));
  }
}
