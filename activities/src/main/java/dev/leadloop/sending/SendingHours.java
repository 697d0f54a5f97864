package dev.leadloop.sending;

import dev.leadloop.lifecycle.nurturing.MailHold;
import org.jspecify.annotations.Nullable;

/** Holds a mail that came late, after an outage or a pause, until the lead's own sending hours begin again. */
public final class SendingHours implements SendCheck {
  @Override
  public boolean alsoOfWhatWasAskedFor() {
    return false;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    return Held.of(MailHold.byHours(mail.policy().nurture(), mail.person().profile(), mail.now()));
  }
}
