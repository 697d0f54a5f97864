package dev.leadloop.lifecycle.sales;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.routing.Routing;
import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes leads from reps who are absent or have left. */
public final class OwnerAbsence {
  private OwnerAbsence() {}

  /** Notes from when the open handoff moves on for its owner's absence, or that it does so no more. */
  public static Verdict noteAway(Deciding deciding, LeadEvent event, EventBody.OwnerAway away) {
    Refusal refusal = mayNot(event);
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    Handoff handoff = deciding.progress().handoff();
    if (handoff == null || !handoff.owner().equals(away.rep()) || !deciding.policy().routing().reassignAbsent()) {
      return Verdict.applied(event.eventId(), "nothing of this lead waits for " + away.rep());
    }
    Instant from = away.from();
    if (from == null && handoff.clock().awayFrom() == null) {
      return Verdict.applied(event.eventId(), away.rep() + " keeps the lead");
    }
    deciding.note(new JournalEntry.OwnerAwayNoted(handoff.cycle(), away.rep(), from));
    return Verdict.applied(event.eventId(), from == null ? away.rep() + " keeps the lead" : "moves on at " + from);
  }

  /** The owner's absence begins: another rep is asked, unless the absence was taken back meanwhile. */
  public static void ownerAway(Deciding deciding) {
    Handoff handoff = open(deciding);
    SalesDesk.Rep owner = deciding.lockedDesk().rep(handoff.owner());
    if (owner != null && owner.available(deciding.now())) {
      deciding.note(new JournalEntry.OwnerAwayNoted(handoff.cycle(), handoff.owner(), null));
    } else {
      toAnother(deciding, handoff, CycleEnds.ABSENT);
    }
  }

  /** Offers the handoff of a rep who has left to another, or passes on the accepted lead. */
  public static Verdict ownerLeft(Deciding deciding, LeadEvent event, String rep) {
    Refusal refusal = mayNot(event);
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    Handoff handoff = deciding.progress().handoff();
    if (handoff != null && handoff.owner().equals(rep)) {
      return Verdict.applied(event.eventId(), "offered to " + toAnother(deciding, handoff, CycleEnds.LEFT));
    }
    Stage stage = deciding.stage();
    if ((stage == Stage.ACCEPTED || stage == Stage.OPPORTUNITY) && rep.equals(deciding.progress().sales().owner())) {
      return Verdict.applied(event.eventId(), "passed on to " + passOn(deciding, rep));
    }
    return Verdict.applied(event.eventId(), "the lead is not with " + rep);
  }

  private static String toAnother(Deciding deciding, Handoff handoff, String why) {
    Routing.Choice other = Escalating.another(deciding, handoff);
    Escalating.next(deciding, handoff, How.REASSIGNED, why, other, handoff.tried().reassignments());
    return other.owner();
  }

  /** An accepted lead keeps its stage and what was promised to it; only its owner changes. */
  private static String passOn(Deciding deciding, String rep) {
    Routing.Choice other =
        HandingOver.choose(deciding, HandingOver.terms(deciding, HandoffTrigger.SCORE), List.of(rep));
    deciding.note(new JournalEntry.PassedOn(rep, other.owner(), rep + " has left", other.log()));
    deciding.effect(
        new Effect.Notify(
            Notice.PASSED_ON, other.owner(), deciding.progress().handoffs().cycles(), "pass the lead on to " + other.owner()));
    return other.owner();
  }

  private static Handoff open(Deciding deciding) {
    Handoff handoff = deciding.progress().handoff();
    if (handoff == null) {
      throw new IllegalStateException("an owner is away, but no handoff is open");
    }
    return handoff;
  }

  /** Why whoever sent the event may not speak for the sales desk; null where it may. */
  public static @Nullable Refusal mayNot(LeadEvent event) {
    return AnswerRights.manages(event.by())
        ? null
        : Refusal.of(RefusalCode.NOT_ALLOWED, event.by() + " does not run the sales desk");
  }
}
