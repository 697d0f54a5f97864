package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets nurture stand still where it is for as long as a negative rule, or one for what lies below, says that such leads get no
 * mail, and go on from there.
 * All else goes on meanwhile: the lead is found, scored, and handed over when it asks.
 */
public final class Withholding {
  private Withholding() {}

  /**
   * What withholds mail from a lead.
   *
   * @param rule its id
   * @param why what it says of the lead
   */
  public record Reason(String rule, String why) {
    private static Reason of(BelowRule rule) {
      return new Reason(rule.id(), rule.inWords());
    }
  }

  /**
   * Why a lead gets no nurture mail at an instant: by the first negative rule that says so, else by its numbers; null where it
   * does.
   *
   * @param numbers what it has of each then; not asked where none of it {@linkplain Below#mayApply may apply}
   */
  public static @Nullable Reason reason(
      LeadPolicy policy, LeadProgress progress, LeadProfile profile, Collection<Signal> signals, Instant at,
      ToIntFunction<QualifyingNumber> numbers) {
    for (NegativeRule rule : Scoring.negatives(policy, profile)) {
      if (rule.leadsTo() == LeadsTo.SUPPRESS && Conditions.holds(rule.when(), profile, signals, at)) {
        return new Reason(rule.id(), rule.label());
      }
    }
    BelowRule below = Below.rule(BelowRule.LeadsTo.SUPPRESS, policy, progress, signals, at, numbers);
    return below == null ? null : Reason.of(below);
  }

  /** Whether a rule withholds mail from the lead now. */
  public static boolean isWithheld(Deciding deciding) {
    return reason(deciding) != null;
  }

  /** Notes where a rule begins to withhold mail from a nurtured lead, where another one does, and where none does any more. */
  public static void byRule(Deciding deciding) {
    if (!deciding.stage().nurtured()) {
      return;
    }
    Reason reason = reason(deciding);
    String why = reason == null ? null : reason.why();
    if (Objects.equals(why, deciding.progress().nurture().withheld())) {
      return;
    }
    deciding.causedByPolicy();
    deciding.note(new JournalEntry.NurtureWithheld(reason == null ? null : reason.rule(), why));
    if (reason == null && deciding.progress().nurture().position() == null) {
      Nurturing.followTrack(deciding);
    }
  }

  private static @Nullable Reason reason(Deciding deciding) {
    ToIntFunction<QualifyingNumber> numbers = Below.mayApply(deciding.policy(), deciding.progress())
        ? Scoring.numbers(deciding.profile(), deciding.signals(), deciding.policy(), deciding.now()) : number -> 0;
    return reason(
        deciding.policy(), deciding.progress(), deciding.profile(), deciding.signals(), deciding.now(), numbers);
  }
}
