package dev.leadloop.lifecycle.words;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress;

/** Says where an answer has left a lead, as far as it matters to whoever gave it. */
public final class Standing {
  private Standing() {}

  /**
   * A clause without a full stop, such as "the lead is parked until 2026-09-01T08:00:00Z: no mail before, and no handoff by
   * score".
   */
  public static String inWords(LeadProgress progress) {
    Stage stage = progress.stage();
    if (stage.closed()) {
      return "the lead is closed: " + stage.is();
    }
    if (!stage.nurtured()) {
      return "the lead is now " + stage.is();
    }
    if (progress.qualification().review() != null) {
      return "a manager is to look at the lead: " + Sentences.review(progress.qualification().review());
    }
    if (progress.recycling().parkedUntil() != null) {
      return "the lead is parked until " + progress.recycling().parkedUntil() + ": no mail before, and no handoff by score";
    }
    return "the lead is " + stage.is() + " again" + mail(progress.nurture());
  }

  private static String mail(NurtureProgress nurture) {
    String none = NoMail.why(nurture.suppressed(), nurture.withheld());
    if (none != null) {
      return " and gets " + none;
    }
    if (nurture.awaitsConsent()) {
      return "; mail waits for its consent";
    }
    return nurture.position() == null ? "; no sequence runs" : ", in the sequence '" + nurture.position().sequence() + "'";
  }
}
