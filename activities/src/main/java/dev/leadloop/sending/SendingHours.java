package dev.leadloop.sending;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.nurture.SendingTimes;
import dev.leadloop.policy.NurtureRules;
import org.jspecify.annotations.Nullable;

/** Holds a mail that came late, after an outage or a pause, until the lead's own sending hours begin again. */
public final class SendingHours implements SendCheck {
  @Override
  public boolean alsoOfWhatWasAskedFor() {
    return false;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    NurtureRules rules = mail.policy().nurture();
    LeadProfile profile = mail.person().profile();
    String closed = SendingTimes.closed(rules, profile, mail.now());
    return closed == null ? null : new Held(closed, SendingTimes.next(rules, profile, mail.now()));
  }
}
