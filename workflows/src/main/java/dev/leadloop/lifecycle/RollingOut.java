package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.JournalEntry.SequenceEnded.How;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.Sequence;
import dev.leadloop.nurture.Step;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;

/** Moves a lead to another version of the policy; a handoff that is open keeps the terms it began with. */
final class RollingOut {
  private RollingOut() {}

  /** The decision is made under the version moved to; what a lead stands at is found there by the step's id. */
  static Verdict moved(Deciding deciding, LeadEvent event, EventBody.RolledOut order) {
    if (deciding.policy().version() != order.version()) {
      return Refusal.of("another-version", "the lead is pinned to policy version " + deciding.policy().version())
          .on(deciding, event);
    }
    deciding.note(new JournalEntry.PolicyMoved(order.version()));
    NurturePosition position = deciding.progress().nurture();
    if (position != null) {
      place(deciding, position);
    }
    Consenting.awaitAndAsk(deciding);
    ScoreSummary score = deciding.rescore();
    if (deciding.stage().nurtured() && !Qualifying.byReviewedRequest(deciding, event.recordedAt(), score)) {
      Qualifying.byScore(deciding, score, true);
    }
    return Verdict.applied(event.eventId(), "runs by policy version " + order.version());
  }

  private static void place(Deciding deciding, NurturePosition position) {
    Sequence sequence = deciding.policy().sequences().get(position.sequence());
    Step step = sequence == null ? null : sequence.step(position.step());
    if (sequence == null || step == null) {
      Nurturing.end(deciding, "policy version " + deciding.policy().version() + " has no step '" + position.step() + "'", How.OVER);
      return;
    }
    Instant dueAt =
        switch (step) {
          case Step.Send ignored -> position.dueAt();
          case Step.Wait ignored -> position.dueAt();
          case Step.WaitFor ignored -> position.dueAt();
          case Step.Branch ignored -> deciding.now();
          case Step.Split ignored -> deciding.now();
          case Step.Jump ignored -> deciding.now();
          case Step.End ignored -> deciding.now();
        };
    deciding.note(
        new JournalEntry.SequenceMoved(
            position.sequenceVersion(),
            new NurturePosition(
                sequence.id(),
                sequence.version(),
                position.occurrence(),
                position.step(),
                position.mails(),
                position.enrolledAt(),
                position.since(),
                dueAt)));
  }
}
