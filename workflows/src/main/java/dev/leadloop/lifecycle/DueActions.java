package dev.leadloop.lifecycle;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.lifecycle.nurturing.HeldMails;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.lifecycle.nurturing.SequenceSteps;
import dev.leadloop.lifecycle.nurturing.Withholding;
import dev.leadloop.lifecycle.sales.Escalating;
import dev.leadloop.lifecycle.sales.OwnerAbsence;
import dev.leadloop.lifecycle.sales.Pausing;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.qualification.Disqualifying;
import dev.leadloop.qualification.Qualifying;
import dev.leadloop.scoring.ScoreSummary;
import java.util.List;

/** What happens when a due time has come. */
final class DueActions {
  private DueActions() {}

  static void fire(Deciding deciding, Due due) {
    deciding.causedByTime();
    if (isMail(due) && stopsMail(deciding)) {
      return;
    }
    switch (due.purpose()) {
      case NURTURE_STEP -> SequenceSteps.due(deciding);
      case HELD_MAIL -> HeldMails.retry(deciding);
      case PARK_ENDS -> endParking(deciding);
      case COOL_DOWN_ENDS -> {
        deciding.note(new JournalEntry.CoolDownEnded());
        Qualifying.byScore(deciding, deciding.rescore(), true);
      }
      case DECAY -> decay(deciding);
      case PAUSE_ENDS -> Pausing.resume(deciding);
      case OWNER_AWAY -> OwnerAbsence.ownerAway(deciding);
      case RUNG -> Escalating.fireRung(deciding, due);
      case SNOOZE_ENDS -> Escalating.endSnooze(deciding, due);
      case FIRST_CONTACT -> missContact(deciding, due);
      case STALLED -> {
        deciding.note(new JournalEntry.StallReminded(due.at()));
        tell(deciding, Notice.STALLED, String.valueOf(deciding.progress().sales().owner()), "remind: nothing heard");
      }
      case WIN_BACK -> {
        deciding.move(Stage.NURTURING, "win-back after the policy's delay", null);
        Qualifying.byScore(deciding, deciding.rescore(), true);
        if (deciding.stage() == Stage.NURTURING) {
          Nurturing.enrol(deciding, deciding.policy().recycle().winBackSequence());
        }
      }
    }
  }

  private static boolean isMail(Due due) {
    return due.purpose() == Due.Purpose.NURTURE_STEP || due.purpose() == Due.Purpose.HELD_MAIL;
  }

  /** Whether a rule withholds the lead's mail by now, which it need not have done at the last whole hour. */
  private static boolean stopsMail(Deciding deciding) {
    Withholding.byRule(deciding);
    deciding.causedByTime();
    return deciding.progress().nurture().withheld() != null;
  }

  static void endParking(Deciding deciding) {
    deciding.note(new JournalEntry.ParkEnded());
    RecycleGate gate = deciding.progress().recycling().gate();
    if (gate != null) {
      Nurturing.enrol(deciding, gate.sequence());
    }
    Qualifying.byScore(deciding, deciding.rescore(), true);
  }

  // The due time was found by the same score; the line is written where nothing came of it, that time moves on.
  private static void decay(Deciding deciding) {
    if (Disqualifying.byNumbers(deciding)) {
      return;
    }
    Withholding.byRule(deciding);
    boolean toSales = Rising.toSales(deciding);
    Stage before = deciding.stage();
    ScoreSummary score = deciding.rescore();
    Qualifying.byTime(deciding, score, toSales);
    if (deciding.stage() == Stage.MQL && before == Stage.MQL) {
      deciding.note(new JournalEntry.Scored(score));
    }
  }

  private static void missContact(Deciding deciding, Due due) {
    String owner = String.valueOf(deciding.progress().sales().owner());
    if (!deciding.policy().afterAcceptance().missedContactReassigns()) {
      deciding.note(new JournalEntry.ContactMissed(due.at()));
      int cycle = deciding.progress().handoffs().cycles();
      deciding.effect(new Effect.Notify(Notice.CONTACT_MISSED, owner, cycle, "first contact missed: remind " + owner));
      String queue = deciding.policy().routing().queue();
      deciding.effect(new Effect.Notify(Notice.CONTACT_MISSED, queue, cycle, "first contact missed: tell " + queue));
      return;
    }
    NegativeRule rule = Disqualifying.rule(deciding);
    if (rule != null) {
      deciding.note(new JournalEntry.ContactMissed(due.at()));
      deciding.move(Stage.DISQUALIFIED, rule.label(), null);
      return;
    }
    deciding.lockedDesk();
    // Nobody has spoken to the lead: whatever it waits for is as urgent as it was.
    String waitsFor = deciding.progress().sales().contactFor();
    deciding.note(new JournalEntry.ContactMissed(due.at()));
    tell(deciding, Notice.REASSIGNED, owner, "tell " + owner + " it went to another");
    deciding.move(Stage.SALES_QUALIFIED, "first contact missed by " + owner, null);
    HandingOver.openCycle(deciding, waitsFor == null ? HandoffTrigger.SCORE : waitsFor, new Handoff.Tried(List.of(owner), 0));
  }

  private static void tell(Deciding deciding, Notice notice, String recipient, String label) {
    deciding.effect(new Effect.Notify(notice, recipient, deciding.progress().handoffs().cycles(), label));
  }
}
