package dev.leadloop.sending;

import dev.leadloop.lifecycle.nurturing.MailHold;
import org.jspecify.annotations.Nullable;

/** Holds a mail that would be one too many for its address, all sequences together, until there is room again. */
public final class FrequencyCaps implements SendCheck {
  private final SendStore ledger;

  /** Counts the mails that this ledger knows. */
  public FrequencyCaps(SendStore ledger) {
    this.ledger = ledger;
  }

  @Override
  public boolean alsoOfWhatWasAskedFor() {
    return false;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    return Held.of(
        MailHold.byCaps(
            mail.policy().nurture(), mail.person().profile(), mail.now(),
            (n, since) -> ledger.nthLast(mail.emailKey(), n, since).orElse(null)));
  }
}
