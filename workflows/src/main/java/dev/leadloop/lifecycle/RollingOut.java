package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.JournalEntry.SequenceEnded.How;
import dev.leadloop.lifecycle.LeadProgress.SequenceRun;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.Sequence;
import dev.leadloop.nurture.Step;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
      withoutPlace(deciding, position, sequence);
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
    stand(deciding, position, sequence, position.step(), position.since(), dueAt);
  }

  private static void stand(
      Deciding deciding, NurturePosition position, Sequence sequence, String step, Instant since, Instant dueAt) {
    deciding.note(
        new JournalEntry.SequenceMoved(
            position.sequenceVersion(),
            new NurturePosition(
                sequence.id(),
                sequence.version(),
                position.occurrence(),
                step,
                position.mails(),
                position.enrolledAt(),
                since,
                dueAt)));
  }

  /**
   * A lead whose step is gone goes on behind the last mail that it has had of the sequence; where the sequence is gone, on the
   * track of its stage. Only one that has had the last mail there is has nothing more to come.
   */
  private static void withoutPlace(Deciding deciding, NurturePosition position, @Nullable Sequence sequence) {
    String version = "policy version " + deciding.policy().version();
    String gone = version + " has no " + (sequence == null ? "sequence '" + position.sequence() : "step '" + position.step()) + "'";
    if (sequence == null) {
      Nurturing.end(deciding, gone, How.OVER);
      Nurturing.followTrack(deciding);
      return;
    }
    String next = behindWhatItHad(deciding, position, sequence);
    if (next == null) {
      Nurturing.end(deciding, gone + ", and the lead has had its last mail", How.OVER);
    } else {
      stand(deciding, position, sequence, next, deciding.now(), Walking.dueAt(deciding, sequence.step(next)));
    }
  }

  private static @Nullable String behindWhatItHad(Deciding deciding, NurturePosition position, Sequence sequence) {
    SequenceRun run =
        deciding.progress().sequenceRuns().get(Nurturing.key(position.sequence(), position.sequenceVersion()));
    Set<String> had = run == null ? Set.of() : run.had().keySet();
    List<Step> steps = sequence.steps();
    int last = -1;
    for (int i = 0; i < steps.size(); i++) {
      last = had.contains(steps.get(i).id()) ? i : last;
    }
    return last + 1 < steps.size() ? steps.get(last + 1).id() : null;
  }
}
