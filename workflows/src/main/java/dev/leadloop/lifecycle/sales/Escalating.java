package dev.leadloop.lifecycle.sales;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.handoff.Ending;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.Handoff.PlannedRung;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.routing.Routing;
import dev.leadloop.routing.RoutingLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Climbs the ladder of an unanswered handoff. */
public final class Escalating {
  private Escalating() {}

  /** Does what the next rung says; fails with {@link IllegalStateException} where there is none. */
  public static void fireRung(Deciding deciding, Due due) {
    Handoff handoff = deciding.progress().handoff();
    PlannedRung rung = handoff == null ? null : handoff.upcoming();
    if (handoff == null || rung == null) {
      throw new IllegalStateException("a rung is due, but there is none: " + due);
    }
    int cycle = handoff.cycle();
    String owner = handoff.owner();
    String queue = deciding.policy().routing().queue();
    JournalEntry.RungFired fired =
        new JournalEntry.RungFired(cycle, handoff.upcomingIndex(), rung.action(), rung.at(), isMerged(deciding, handoff, rung));
    switch (rung.action()) {
      case REMIND -> {
        deciding.note(fired);
        deciding.effectInstead(new Effect.Notify(Notice.REMINDER, owner, cycle, "remind " + owner));
      }
      case ESCALATE -> {
        deciding.note(fired);
        deciding.effectInstead(new Effect.Notify(Notice.ESCALATION, queue, cycle, "escalate to " + queue));
        if (!handoff.queue()) {
          deciding.effectInstead(new Effect.Notify(Notice.REMINDER, owner, cycle, "answer overdue: remind " + owner));
        }
      }
      case REASSIGN -> {
        Routing.Choice other = movedOn(deciding, handoff);
        deciding.note(fired);
        if (other.queue()) {
          toQueue(deciding, handoff, other.log().why());
        } else {
          moveOn(deciding, handoff, How.UNANSWERED, null, other);
        }
      }
      case QUEUE -> {
        deciding.note(fired);
        toQueue(deciding, handoff, "the ladder is exhausted");
      }
    }
  }

  /** Whether what this rung tells takes the place of what fell due before and is to be told by the same decision. */
  private static boolean isMerged(Deciding deciding, Handoff handoff, PlannedRung rung) {
    String queue = deciding.policy().routing().queue();
    boolean reminded = deciding.tells(Set.of(Notice.REMINDER), handoff.owner(), handoff.cycle());
    return switch (rung.action()) {
      case REMIND -> reminded;
      case ESCALATE ->
          !handoff.queue() && reminded || deciding.tells(Set.of(Notice.ESCALATION), queue, handoff.cycle());
      case REASSIGN, QUEUE -> false;
    };
  }

  /** The time for which the owner put reminders off is over. */
  public static void endSnooze(Deciding deciding, Due due) {
    Handoff handoff = deciding.progress().handoff();
    if (handoff == null) {
      throw new IllegalStateException("reminders were put off, but there is no handoff: " + due);
    }
    deciding.note(new JournalEntry.RemindersDue(handoff.cycle(), due.at()));
    deciding.effectInstead(
        new Effect.Notify(Notice.REMINDER, handoff.owner(), handoff.cycle(), "remind " + handoff.owner()));
  }

  /** Ends the open cycle and offers the lead to whoever it is moved on to; what goes to the queue, or stays there, is no move. */
  static void moveOn(Deciding deciding, Handoff handoff, How how, @Nullable String reason, Routing.Choice other) {
    next(deciding, handoff, how, reason, other, handoff.tried().reassignments() + (other.queue() ? 0 : 1));
  }

  /** Ends the open cycle and offers the lead to the next owner. */
  public static void next(
      Deciding deciding, Handoff handoff, How how, @Nullable String reason, Routing.Choice other, int reassignments) {
    end(deciding, handoff, how, reason);
    HandingOver.openCycle(deciding, handoff.terms().trigger(), new Handoff.Tried(triedBy(handoff), reassignments), other);
  }

  /** Ends the open cycle, and tells its owner that the lead goes to another. */
  static void end(Deciding deciding, Handoff handoff, How how, @Nullable String reason) {
    Ending.end(deciding, handoff, handoff.owner(), how, reason);
    tellItWent(deciding, handoff);
  }

  private static void tellItWent(Deciding deciding, Handoff handoff) {
    if (!handoff.queue()) {
      deciding.effect(
          new Effect.Notify(
              Notice.REASSIGNED, handoff.owner(), handoff.cycle(), "tell " + handoff.owner() + " it went to another"));
    }
  }

  static List<String> triedBy(Handoff handoff) {
    List<String> tried = new ArrayList<>(handoff.tried().reps());
    if (!handoff.queue()) {
      tried.add(handoff.owner());
    }
    return tried;
  }

  /** Who gets a lead that its owner leaves unanswered or gives on: another rep, or the queue once it was moved on so often. */
  static Routing.Choice movedOn(Deciding deciding, Handoff handoff) {
    int most = deciding.policy().routing().maxReassignments();
    return handoff.tried().reassignments() < most
        ? another(deciding, handoff)
        : new Routing.Choice(
            deciding.policy().routing().queue(),
            true,
            new RoutingLog("moved on " + most + " times, which is the limit", List.of(), List.of()));
  }

  /** A rep who has not had this lead yet; the queue where there is none. */
  public static Routing.Choice another(Deciding deciding, Handoff handoff) {
    return HandingOver.choose(deciding, HandingOver.terms(deciding, handoff.terms().trigger()), triedBy(handoff));
  }

  private static void toQueue(Deciding deciding, Handoff handoff, String why) {
    String queue = deciding.policy().routing().queue();
    if (!handoff.queue()) {
      deciding.note(new JournalEntry.OwnerChanged(handoff.cycle(), queue, true, why, null, null));
      tellItWent(deciding, handoff);
    }
    deciding.effect(new Effect.Notify(Notice.QUEUED, queue, handoff.cycle(), "to the queue: " + why));
  }
}
