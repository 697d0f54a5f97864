package dev.leadloop.sending;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds the mails of a paused sequence. */
public final class PausedSequence implements SendCheck {
  /** How often a held mail looks by itself; a sequence that is resumed tells its held mails at once. */
  static final Duration LOOK_AGAIN = Duration.ofDays(1);

  private final SequencePauses pauses;

  /** Goes by the pauses on record. */
  public PausedSequence(SequencePauses pauses) {
    this.pauses = pauses;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    return pauses
        .findLocked(mail.email().sequence())
        .map(pause -> new Held(
            "the sequence was paused by " + pause.by() + ": " + pause.why(), mail.now().plus(LOOK_AGAIN)))
        .orElse(null);
  }
}
