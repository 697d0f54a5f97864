package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.sales.Escalating;
import dev.leadloop.lifecycle.sales.OwnerAbsence;
import dev.leadloop.routing.Routing;
import org.jspecify.annotations.Nullable;

/** Leads that came to the queue when nobody was there for them: they are offered, and told of, as soon as somebody is. */
final class Waiting {
  private Waiting() {}

  static Verdict somebodyCame(Deciding deciding, LeadEvent event, EventBody.SomebodyCame came) {
    Refusal refusal = OwnerAbsence.mayNot(event);
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    Handoff handoff = deciding.progress().handoff();
    if (came.manager()) {
      return tellManager(deciding, handoff, came.rep())
          ? Verdict.applied(event.eventId(), "told to " + came.rep())
          : nothing(event, came);
    }
    if (handoff != null && handoff.queue() && handoff.tried().reps().isEmpty()) {
      Routing.Choice choice = Escalating.another(deciding, handoff);
      if (!choice.queue()) {
        Escalating.next(deciding, handoff, How.REASSIGNED, CycleEnds.CAME, choice, handoff.tried().reassignments());
        return Verdict.applied(event.eventId(), "offered to " + choice.owner());
      }
    }
    return nothing(event, came);
  }

  private static Verdict nothing(LeadEvent event, EventBody.SomebodyCame came) {
    return Verdict.applied(event.eventId(), "nothing of this lead waits for " + came.rep());
  }

  private static boolean tellManager(Deciding deciding, @Nullable Handoff handoff, String manager) {
    String queue = deciding.policy().routing().queue();
    String review = deciding.progress().qualification().review();
    if (handoff != null && handoff.queue()) {
      String why = "it came while there was nobody to tell";
      deciding.note(new JournalEntry.OwnerChanged(handoff.cycle(), queue, true, why, null, null));
      deciding.effect(new Effect.Notify(Notice.QUEUED, queue, handoff.cycle(), "tell " + manager + " what waits in the queue"));
      return true;
    }
    if (review != null) {
      deciding.note(new JournalEntry.ReviewOpened(review));
      int cycles = deciding.progress().handoffs().cycles();
      deciding.effect(new Effect.Notify(Notice.REVIEW, queue, cycles, "tell " + manager + " what waits for a look"));
      return true;
    }
    return false;
  }
}
