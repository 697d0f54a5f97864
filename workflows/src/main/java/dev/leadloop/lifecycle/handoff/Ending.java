package dev.leadloop.lifecycle.handoff;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends a handoff, and the pause that it may be in, as of when somebody said so. */
public final class Ending {
  private Ending() {}

  /**
   * Journals that the open handoff ended.
   *
   * @param owner whose it was in the end
   */
  public static void end(Deciding deciding, Handoff handoff, String owner, How how, @Nullable String reason) {
    Instant at = deciding.countsFrom(handoff.terms().assignedAt());
    Instant deadline = deadline(deciding, handoff);
    deciding.note(new JournalEntry.CycleEnded(
        new EndedCycle(handoff.cycle(), owner, how, deciding.by().toString(), at, reason),
        deadline.equals(handoff.deadline()) ? null : deadline));
  }

  /** When the answer is due, where a pause that the handoff is in ends as what is done now counts. */
  public static Instant deadline(Deciding deciding, Handoff handoff) {
    AnswerClock.Pause pause = handoff.clock().pause();
    return pause == null
        ? handoff.deadline()
        : AnswerDeadline.afterPause(HandingOver.calendar(deciding.policy(), handoff), pause.since(),
            ofPause(deciding, pause), handoff.deadline());
  }

  /** When a pause is over that ends by what is done now; by itself it ends at its own time, however late that is noticed. */
  public static Instant ofPause(Deciding deciding, AnswerClock.Pause pause) {
    Instant at = deciding.countsFrom(pause.since());
    return at.isBefore(pause.until()) ? at : pause.until();
  }
}
