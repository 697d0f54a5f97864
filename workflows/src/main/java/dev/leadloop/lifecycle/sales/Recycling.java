package dev.leadloop.lifecycle.sales;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.qualification.Disqualifying;
import dev.leadloop.qualification.Qualifying;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a lead back from sales by the path its reason asks for. */
public final class Recycling {
  private Recycling() {}

  /** Follows a path that ends sales' hold on the lead; the cycle, if one was open, has ended. */
  static void recycle(Deciding deciding, String reason, Disposition.Path path, @Nullable Instant until) {
    NegativeRule rule = Disqualifying.rule(deciding);
    if (rule != null && !path.closes()) {
      deciding.move(Stage.DISQUALIFIED, rule.label(), null);
      return;
    }
    switch (path) {
      case Disposition.Path.Recycle recycle ->
          backToNurture(deciding, reason, recycle.sequence(), recycle.freshPoints(), until);
      case Disposition.Path.Park park ->
          backToNurture(
              deciding,
              reason,
              park.sequence(),
              park.freshPoints(),
              until == null ? answered(deciding).plus(park.forTime()) : until);
      case Disposition.Path.Review ignored -> {
        if (backToNurture(deciding, reason, null, 0, until)) {
          Qualifying.review(deciding, "given back by sales: " + reason);
        }
      }
      case Disposition.Path.Duplicate ignored ->
          deciding.move(Stage.DISQUALIFIED, "the same person as another lead: " + reason, null);
      case Disposition.Path.Disqualify ignored ->
          deciding.move(Stage.DISQUALIFIED, "sales: " + reason, null);
      // Only an open handoff can go to another rep; once accepted, the lead is nurtured and may be offered anew.
      case Disposition.Path.Reassign ignored -> backToNurture(deciding, reason, null, 0, until);
    }
  }

  static void withdraw(Deciding deciding, String reason) {
    deciding.note(new JournalEntry.Recycled(reason, false, gate(deciding, null, 0, null)));
    deciding.move(Stage.NURTURING, "withdrawn by marketing: " + reason, null);
    Nurturing.followTrack(deciding);
  }

  /**
   * What holds a lead back that somebody has reopened: where sales has rejected or returned it, the cool-down from that answer,
   * as if its reason had not closed it. It needs to show nothing new, since a person said that it is worth another look.
   */
  public static void reopened(Deciding deciding) {
    List<EndedCycle> ended = deciding.progress().handoffs().ended();
    EndedCycle last = ended.isEmpty() ? null : ended.getLast();
    if (last == null || last.how() != EndedCycle.How.REJECTED && last.how() != EndedCycle.How.RETURNED) {
      return;
    }
    Instant until = last.at().plus(deciding.policy().recycle().coolDown());
    if (deciding.progress().recycling().gate() == null && deciding.now().isBefore(until)) {
      RecycleGate gate = new RecycleGate(last.at(), 0, until, null, track(deciding.policy()));
      deciding.note(new JournalEntry.Recycled("reopened", false, gate));
    }
  }

  private static boolean backToNurture(
      Deciding deciding, String reason, @Nullable String sequence, int freshPoints, @Nullable Instant until) {
    LeadPolicy policy = deciding.policy();
    if (deciding.progress().recycling().times() >= policy.recycle().limit()) {
      deciding.move(
          Stage.DISQUALIFIED, "given back more than " + policy.recycle().limit() + " times, last for: " + reason, null);
      return false;
    }
    Instant parkedUntil = until != null && until.isAfter(deciding.now()) ? until : null;
    deciding.note(new JournalEntry.Recycled(reason, true, gate(deciding, sequence, freshPoints, parkedUntil)));
    deciding.move(Stage.NURTURING, "given back by sales: " + reason, null);
    if (parkedUntil == null) {
      Nurturing.enrol(deciding, sequence);
    }
    return true;
  }

  private static RecycleGate gate(
      Deciding deciding, @Nullable String sequence, int freshPoints, @Nullable Instant parkedUntil) {
    Instant answered = answered(deciding);
    return new RecycleGate(
        answered,
        freshPoints,
        answered.plus(deciding.policy().recycle().coolDown()),
        parkedUntil,
        sequence == null ? track(deciding.policy()) : sequence);
  }

  /** When sales gave it back, or marketing took it. */
  private static Instant answered(Deciding deciding) {
    return deciding.countsFrom(deciding.progress().handoffs().endedLast());
  }

  private static String track(LeadPolicy policy) {
    return policy.tracks().getOrDefault(Stage.NURTURING.label(), "");
  }
}
