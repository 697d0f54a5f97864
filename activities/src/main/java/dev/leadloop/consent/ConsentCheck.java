package dev.leadloop.consent;

import dev.leadloop.lead.MailConsent;
import dev.leadloop.record.SendCheck;
import org.jspecify.annotations.Nullable;

/** Holds a mail for which the policy asks more consent than is on record at this instant. */
final class ConsentCheck implements SendCheck {
  @Override
  public @Nullable Held look(Mail mail) {
    MailConsent consent = mail.person().profile().consent();
    if (mail.policy().consent().need().metBy(consent)) {
      return null;
    }
    return Held.forGood(consent == MailConsent.GIVEN ? "consent not confirmed" : "no consent on record");
  }
}
