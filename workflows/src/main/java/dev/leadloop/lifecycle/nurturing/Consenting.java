package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.LeadPolicy;

/** Whether a lead's consent lets it be nurtured, and what is done where it does not yet. */
public final class Consenting {
  private Consenting() {}

  /** Whether the consent on record is what the lead's policy asks for. */
  public static boolean mayNurture(Deciding deciding) {
    return mayNurture(deciding.policy(), deciding.profile());
  }

  /** Whether the consent in that profile is what that policy asks for. */
  public static boolean mayNurture(LeadPolicy policy, LeadProfile profile) {
    return policy.consent().need().metBy(profile.consent());
  }

  /** Says what is missing, for a person who wants the lead nurtured. */
  public static String missing(Deciding deciding) {
    return switch (deciding.profile().consent()) {
      case DECLINED -> "the lead declined to be mailed";
      case GIVEN -> "the lead has not confirmed its consent by the link in the confirmation mail yet";
      case UNKNOWN, CONFIRMED -> "the policy asks for consent and none is on record";
    };
  }

  /** Notes another consent; nurture ends where it was declined, and begins or goes on where it is enough now. */
  public static Verdict changed(Deciding deciding, LeadEvent event, EventBody.ConsentChanged changed) {
    deciding.note(new JournalEntry.ConsentNoted(changed.status()));
    await(deciding);
    if (!deciding.stage().nurtured()) {
      return Verdict.applied(event.eventId(), "noted");
    }
    MailConsent consent = deciding.profile().consent();
    if (consent == MailConsent.DECLINED) {
      Nurturing.stop(deciding, "consent " + consent.label());
    } else if (deciding.progress().nurture().position() == null && mayNurture(deciding)) {
      Nurturing.followTrack(deciding);
    }
    askForConfirmation(deciding);
    return Verdict.applied(event.eventId(), "consent " + consent.label());
  }

  /** Whoever comes with history is not asked by mail for having been imported. */
  public static void entered(Deciding deciding, boolean imported) {
    await(deciding);
    if (!imported) {
      askForConfirmation(deciding);
    }
  }

  /** What is done wherever nurture may have to begin, or another version of the policy asks for more consent or less. */
  public static void awaitAndAsk(Deciding deciding) {
    boolean asks = wouldAsk(deciding.policy(), deciding.profile(), deciding.progress());
    await(deciding);
    if (asks) {
      askForConfirmation(deciding);
    }
  }

  /** A mail that asks for confirmation may have rested with the others. */
  static void askWhoeverWaits(Deciding deciding) {
    if (deciding.progress().nurture().awaitsConsent()) {
      askForConfirmation(deciding);
    }
  }

  /** Lets nurture stand still where it is for as long as the consent is missing, and go on from there. */
  private static void await(Deciding deciding) {
    boolean missing = !mayNurture(deciding) && deciding.profile().consent() != MailConsent.DECLINED;
    boolean nurtured = deciding.stage().nurtured();
    if (missing && nurtured && !deciding.progress().nurture().awaitsConsent()) {
      deciding.note(new JournalEntry.NurtureWaits(missing(deciding)));
    } else if (!missing && deciding.progress().nurture().awaitsConsent()) {
      deciding.note(new JournalEntry.NurtureWaits(null));
      if (nurtured && deciding.progress().nurture().position() == null) {
        Nurturing.followTrack(deciding);
      }
    }
  }

  /** Where the policy asks for a confirmed yes and there is an unconfirmed one, one mail asks for it. */
  private static void askForConfirmation(Deciding deciding) {
    if (asks(deciding.policy(), deciding.profile(), deciding.progress())) {
      deciding.note(new JournalEntry.ConfirmationAsked());
      deciding.effect(new Effect.AskConfirmation("asks the lead to confirm its consent"));
    }
  }

  private static boolean asks(LeadPolicy policy, LeadProfile profile, LeadProgress progress) {
    return policy.consent().need() == Need.DOUBLE
        && profile.consent() == MailConsent.GIVEN
        && profile.addressKnown()
        && progress.nurture().suppressed() == null;
  }

  /**
   * Whether a rollout of that policy has the lead asked to confirm its consent. One that awaits it already had its turn when
   * it came in, said yes, came back or was moved before, and is not asked again.
   */
  static boolean wouldAsk(LeadPolicy policy, LeadProfile profile, LeadProgress progress) {
    return progress.stage().nurtured() && !progress.nurture().awaitsConsent() && asks(policy, profile, progress);
  }
}
