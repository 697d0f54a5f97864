package dev.leadloop.sending;

import dev.leadloop.lifecycle.nurturing.MailHold;
import org.jspecify.annotations.Nullable;

/**
 * Holds a mail for which the policy asks more consent than is on record at this instant; one of a lead whose nurture stands
 * still for that is not lost, and waits with the rest.
 */
final class ConsentCheck implements SendCheck {
  @Override
  public @Nullable Held look(Mail mail) {
    return Held.of(MailHold.byConsent(mail.policy(), mail.person().profile().consent(), mail.progress(), mail.now()));
  }
}
