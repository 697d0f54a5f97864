package dev.leadloop.lifecycle;

import dev.leadloop.lead.MailConsent;
import dev.leadloop.policy.ConsentRules.Need;

/** Whether a lead's consent lets it be nurtured, and what is done where it does not yet. */
final class Consenting {
  private Consenting() {}

  static boolean mayNurture(Deciding deciding) {
    return deciding.policy().consent().need().metBy(deciding.profile().consent());
  }

  /** Says what is missing, for a person who wants the lead nurtured. */
  static String missing(Deciding deciding) {
    return switch (deciding.profile().consent()) {
      case DECLINED -> "the lead declined to be mailed";
      case GIVEN -> "the lead has not confirmed its consent by the link in the confirmation mail yet";
      case UNKNOWN, CONFIRMED -> "the policy asks for consent and none is on record";
    };
  }

  static Verdict changed(Deciding deciding, LeadEvent event, EventBody.ConsentChanged changed) {
    deciding.note(new JournalEntry.ConsentNoted(changed.status()));
    if (!deciding.stage().nurtured()) {
      return Verdict.applied(event.eventId(), "noted");
    }
    if (!mayNurture(deciding)) {
      Nurturing.stop(deciding, "consent " + deciding.profile().consent().label());
    } else if (deciding.progress().nurture() == null) {
      Nurturing.followTrack(deciding);
    }
    askForConfirmation(deciding);
    return Verdict.applied(event.eventId(), "consent " + deciding.profile().consent().label());
  }

  /** Where the policy asks for a confirmed yes and there is an unconfirmed one, one mail asks for it. */
  static void askForConfirmation(Deciding deciding) {
    boolean open =
        deciding.policy().consent().need() == Need.DOUBLE
            && deciding.profile().consent() == MailConsent.GIVEN
            && deciding.profile().addressKnown()
            && deciding.progress().suppressed() == null;
    if (open) {
      deciding.note(new JournalEntry.ConfirmationAsked());
      deciding.effect(new Effect.AskConfirmation("asks the lead to confirm its consent"));
    }
  }
}
