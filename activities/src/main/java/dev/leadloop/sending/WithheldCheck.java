package dev.leadloop.sending;

import dev.leadloop.lifecycle.nurturing.MailHold;
import org.jspecify.annotations.Nullable;

/** Holds a mail that was ordered before a rule of the policy began to withhold mail from the lead; it waits with the rest. */
final class WithheldCheck implements SendCheck {
  @Override
  public @Nullable Held look(Mail mail) {
    return Held.of(MailHold.byRule(mail.progress(), mail.now()));
  }
}
