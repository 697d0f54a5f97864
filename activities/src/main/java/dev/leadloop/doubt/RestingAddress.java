package dev.leadloop.doubt;

import dev.leadloop.sending.SendCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds every mail to an address whose owner may have asked to stop, until somebody has said whether that is so. */
final class RestingAddress implements SendCheck {
  /** How often a held mail looks by itself; once it is said what was meant, held mails look at once. */
  private static final Duration LOOK_AGAIN = Duration.ofDays(1);

  private final ReplyDoubtStore doubts;

  RestingAddress(ReplyDoubtStore doubts) {
    this.doubts = doubts;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    return doubts.rests(mail.emailKey())
        ? new Held("an answer may ask to stop, and nobody has said yet whether it does", mail.now().plus(LOOK_AGAIN))
        : null;
  }

  @Override
  public boolean alsoBeforeConsent() {
    return true;
  }
}
