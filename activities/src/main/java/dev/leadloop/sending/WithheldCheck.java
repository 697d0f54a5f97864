package dev.leadloop.sending;

import dev.leadloop.lifecycle.words.NoMail;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds a mail that was ordered before a rule of the policy began to withhold mail from the lead; it waits with the rest. */
final class WithheldCheck implements SendCheck {
  // When the lead goes on is decided by its policy; a held mail only needs a time that has come by then.
  private static final Duration SHORTLY = Duration.ofMinutes(1);

  @Override
  public @Nullable Held look(Mail mail) {
    String withheld = mail.progress().withheld();
    return withheld == null ? null : new Held(NoMail.byRule(withheld), mail.now().plus(SHORTLY));
  }
}
