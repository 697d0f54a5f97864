package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.event.Placement.Found;
import dev.leadloop.lifecycle.event.Placement.Place;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalEntry.SequenceEnded.How;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.lifecycle.nurturing.Consenting;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.lifecycle.nurturing.SequenceSteps;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.qualification.Qualifying;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moves a lead to another version of the policy; a handoff that is open keeps the terms it began with. */
final class RollingOut {
  private RollingOut() {}

  /** The decision is made under the version moved to; the order's placement says where the lead goes on there. */
  static Verdict moved(Deciding deciding, LeadEvent event, EventBody.RolledOut order) {
    if (deciding.policy().version() != order.version()) {
      return Refusal.of(RefusalCode.ANOTHER_VERSION, "the lead is pinned to policy version " + deciding.policy().version())
          .on(deciding, event);
    }
    NurturePosition position = deciding.progress().nurture().position();
    deciding.note(
        new JournalEntry.PolicyMoved(
            order.version(), TakingAlong.runs(deciding.progress(), deciding.policy(), order.placement())));
    if (position != null) {
      place(deciding, position, order.placement().of(deciding.policy(), position.sequence(), position.step()));
    } else if (deciding.progress().nurture().runs().isEmpty() && deciding.stage().nurtured()) {
      Nurturing.followTrack(deciding);
    }
    Consenting.awaitAndAsk(deciding);
    ScoreSummary score = deciding.rescore();
    if (deciding.stage().nurtured() && !Qualifying.byReviewedRequest(deciding, event.recordedAt(), score)) {
      Qualifying.byScore(deciding, score, true);
    }
    return Verdict.applied(event.eventId(), "runs by policy version " + order.version());
  }

  private static void place(Deciding deciding, NurturePosition position, Place place) {
    switch (place.found()) {
      case SAME_STEP, NAMED -> goOn(deciding, position, place.found(), place.in(), place.at(), place.words());
      case NEXT -> {
        SequenceRun run = deciding.progress().nurture().runs().get(key(place.in()));
        NurturePosition next = run == null ? null : run.next();
        if (next == null) {
          Nurturing.end(deciding, place.words() + ", and the lead has had its last mail", How.OVER);
        } else {
          goOn(deciding, position, place.found(), place.in(), next.step(),
              place.words() + "; it goes on behind the last mail it has had");
        }
      }
      case START -> {
        Nurturing.end(deciding, place.words(), How.OVER);
        Nurturing.beginAnew(deciding, place.in());
      }
      case TRACK -> {
        Nurturing.end(deciding, place.words(), How.OVER);
        Nurturing.followTrack(deciding);
      }
      case END -> Nurturing.end(deciding, place.words(), How.OVER);
    }
  }

  private static void goOn(
      Deciding deciding, NurturePosition position, Found found, Sequence sequence, String step, String words) {
    SequenceRun run = deciding.progress().nurture().runs().get(key(sequence));
    boolean arrives = found == Found.NAMED || found == Found.NEXT;
    NurturePosition there =
        new NurturePosition(
            sequence.id(),
            sequence.version(),
            run == null ? position.occurrence() : run.occurrence(),
            step,
            position.mails(),
            position.enrolledAt(),
            arrives ? deciding.now() : position.since(),
            dueAt(deciding, position, sequence.step(step), arrives));
    deciding.note(
        new JournalEntry.SequenceMoved(position.sequenceVersion(), there, found == Found.SAME_STEP ? null : words));
  }

  private static String key(Sequence sequence) {
    return SequenceRun.key(sequence.id(), sequence.version());
  }

  /** What was being waited for keeps its time. */
  private static Instant dueAt(Deciding deciding, NurturePosition position, @Nullable Step step, boolean arrives) {
    return arrives || step == null || !step.waits() ? SequenceSteps.dueAt(deciding, step) : position.dueAt();
  }
}
