package dev.leadloop.nurture;

import java.time.Instant;

/**
 * Where a lead stands in a sequence.
 *
 * @param occurrence how often this lead has begun this version of the sequence or gone back in it, from 1; no mail goes
 *     twice within one
 * @param step id of the step it stands at
 * @param mails how many mails were ordered since it began
 * @param enrolledAt when it began
 * @param since when it came to this step
 * @param dueAt when the step is done, or the waiting over
 */
public record NurturePosition(
    String sequence,
    int sequenceVersion,
    int occurrence,
    String step,
    int mails,
    Instant enrolledAt,
    Instant since,
    Instant dueAt) {

  /** The same place, due at another time. */
  public NurturePosition dueAt(Instant at) {
    return new NurturePosition(sequence, sequenceVersion, occurrence, step, mails, enrolledAt, since, at);
  }
}
