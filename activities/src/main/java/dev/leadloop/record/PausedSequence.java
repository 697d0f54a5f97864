package dev.leadloop.record;

import dev.leadloop.store.SequencePauses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds the mails of a paused sequence. */
final class PausedSequence implements SendCheck {
  /** How often a held mail looks again, in case nobody told it that the sequence goes on. */
  static final Duration LOOK_AGAIN = Duration.ofHours(1);

  private final SequencePauses pauses;

  PausedSequence(SequencePauses pauses) {
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
