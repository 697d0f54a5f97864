package dev.leadloop.nurture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that may not go yet.
 *
 * @param why what people read of it; may hold words of a person, so it stays in the database
 * @param until when it is tried again
 */
public record HeldMail(
    String sequence,
    int sequenceVersion,
    int occurrence,
    String step,
    String template,
    String label,
    @Nullable String topic,
    String why,
    Instant until) {

  /** Whether it is the same mail, whatever it is held for. */
  public boolean same(HeldMail other) {
    return sequence.equals(other.sequence)
        && sequenceVersion == other.sequenceVersion
        && occurrence == other.occurrence
        && step.equals(other.step);
  }

  /** The same mail, tried again at another time. */
  public HeldMail until(Instant at) {
    return new HeldMail(sequence, sequenceVersion, occurrence, step, template, label, topic, why, at);
  }
}
