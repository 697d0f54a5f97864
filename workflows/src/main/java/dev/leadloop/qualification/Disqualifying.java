package dev.leadloop.qualification;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.handoff.Ending;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.nurturing.Below;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.BelowRule.LeadsTo;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.scoring.Scoring;
import org.jspecify.annotations.Nullable;

/**
 * Closes a lead that a negative rule of the policy says is no buyer, wherever it is on its way to sales. Once sales has
 * accepted a lead, what becomes of it is for sales to report; given back it is judged by the rules again. By its numbers a lead
 * is closed in nurture alone, and last of all: whatever it asks for comes first.
 */
public final class Disqualifying {
  private Disqualifying() {}

  /** The first rule that closes the lead as it is known now; null where none does. */
  public static @Nullable NegativeRule rule(Deciding deciding) {
    for (NegativeRule rule : Scoring.negatives(deciding.policy(), deciding.profile())) {
      if (rule.disqualifies()
          && Conditions.holds(rule.when(), deciding.profile(), deciding.signals(), deciding.now())) {
        return rule;
      }
    }
    return null;
  }

  /** Closes the lead where its numbers lie below what the policy says; true where they did. */
  public static boolean byNumbers(Deciding deciding) {
    BelowRule rule = Below.rule(LeadsTo.DISQUALIFY, deciding.policy(), deciding.progress(), deciding.profile(),
        deciding.signals(), deciding.now());
    if (rule == null) {
      return false;
    }
    deciding.rescore();
    Nurturing.stop(deciding, "disqualified");
    deciding.move(Stage.DISQUALIFIED, why(deciding, rule), null);
    return true;
  }

  private static String why(Deciding deciding, BelowRule rule) {
    return rule.why(Scoring.numbers(deciding.profile(), deciding.signals(), deciding.policy(), deciding.now()));
  }

  /**
   * Closes the lead where a negative rule says so; true where it did. An open handoff ends as withdrawn, and its owner is told; a
   * review that waits is over.
   */
  public static boolean byRule(Deciding deciding) {
    Stage stage = deciding.stage();
    if (!stage.nurtured() && stage != Stage.SALES_QUALIFIED) {
      return false;
    }
    NegativeRule rule = rule(deciding);
    if (rule == null) {
      return false;
    }
    deciding.causedByPolicy();
    Nurturing.stop(deciding, "disqualified");
    Handoff handoff = deciding.progress().handoff();
    if (handoff != null) {
      withdraw(deciding, handoff, rule.label());
    }
    if (deciding.progress().qualification().review() != null) {
      deciding.note(new JournalEntry.ReviewClosed("disqualified"));
    }
    deciding.move(Stage.DISQUALIFIED, rule.label(), null);
    return true;
  }

  /** Ends an open handoff that nobody is to answer any more, and tells whoever had it. */
  public static void withdraw(Deciding deciding, Handoff handoff, String reason) {
    Ending.end(deciding, handoff, handoff.owner(), How.WITHDRAWN, reason);
    deciding.effect(tellItWasWithdrawn(handoff));
  }

  /** The notice to the owner of a handoff that it was withdrawn. */
  public static Effect tellItWasWithdrawn(Handoff handoff) {
    return new Effect.Notify(
        Notice.WITHDRAWN, handoff.owner(), handoff.cycle(), "tell " + handoff.owner() + " it was withdrawn");
  }

  /** Why a lead that a rule closes is not taken up again; null where none does. */
  public static @Nullable Refusal refusal(Deciding deciding) {
    NegativeRule rule = rule(deciding);
    return rule == null
        ? null
        : Refusal.of(
            RefusalCode.DISQUALIFIED,
            "the policy closes such leads: " + rule.label() + "; correct the lead's facts first, or change the policy");
  }

  /** Why a lead that would be closed again at once is not taken up again; null where it would not. */
  public static @Nullable Refusal refusedToReopen(Deciding deciding) {
    Refusal byRule = refusal(deciding);
    BelowRule below = byRule != null ? null
        : Below.afterReopening(deciding.policy(), deciding.profile(), deciding.signals(), deciding.now());
    return below == null
        ? byRule
        : Refusal.of(
            RefusalCode.DISQUALIFIED,
            "the policy closes such leads: " + why(deciding, below) + "; it can be reopened once its numbers are not below, or"
                + " the policy gives such leads time");
  }
}
