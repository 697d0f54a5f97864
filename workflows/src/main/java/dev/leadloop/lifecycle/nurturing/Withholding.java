package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.scoring.Conditions;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets nurture stand still where it is for as long as a negative rule says that such leads get no mail, and go on from there.
 * All else goes on meanwhile: the lead is found, scored, and handed over when it asks.
 */
public final class Withholding {
  private Withholding() {}

  /** The first rule by which such a lead gets no nurture mail at that instant; null for none. */
  public static @Nullable NegativeRule rule(
      LeadPolicy policy, LeadProfile profile, Collection<Signal> signals, Instant at) {
    for (NegativeRule rule : policy.negatives()) {
      if (rule.leadsTo() == LeadsTo.SUPPRESS && Conditions.holds(rule.when(), profile, signals, at)) {
        return rule;
      }
    }
    return null;
  }

  /** Whether a rule withholds mail from the lead now. */
  public static boolean isWithheld(Deciding deciding) {
    return rule(deciding) != null;
  }

  /** Notes where a rule begins to withhold mail from a nurtured lead, where another one does, and where none does any more. */
  public static void byRule(Deciding deciding) {
    if (!deciding.stage().nurtured()) {
      return;
    }
    NegativeRule rule = rule(deciding);
    String label = rule == null ? null : rule.label();
    if (Objects.equals(label, deciding.progress().nurture().withheld())) {
      return;
    }
    deciding.causedByPolicy();
    deciding.note(new JournalEntry.NurtureWithheld(rule == null ? null : rule.id(), label));
    if (rule == null && deciding.progress().nurture().position() == null) {
      Nurturing.followTrack(deciding);
    }
  }

  private static @Nullable NegativeRule rule(Deciding deciding) {
    return rule(deciding.policy(), deciding.profile(), deciding.signals(), deciding.now());
  }
}
