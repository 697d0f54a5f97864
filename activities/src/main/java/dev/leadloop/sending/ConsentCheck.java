package dev.leadloop.sending;

import dev.leadloop.lead.MailConsent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds a mail for which the policy asks more consent than is on record at this instant; one of a lead whose nurture stands
 * still for that is not lost, and waits with the rest.
 */
final class ConsentCheck implements SendCheck {
  // When a lead goes on is decided with its consent; a held mail only needs a time that has come by then.
  private static final Duration SHORTLY = Duration.ofMinutes(1);

  @Override
  public @Nullable Held look(Mail mail) {
    MailConsent consent = mail.person().profile().consent();
    if (mail.policy().consent().need().metBy(consent)) {
      return null;
    }
    String why = consent == MailConsent.GIVEN ? "consent not confirmed" : "no consent on record";
    return mail.progress().nurture().awaitsConsent() ? new Held(why, mail.now().plus(SHORTLY)) : Held.forGood(why);
  }
}
