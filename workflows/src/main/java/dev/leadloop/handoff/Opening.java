package dev.leadloop.handoff;

import dev.leadloop.handoff.HandoffFacts.PastEntry;
import dev.leadloop.handoff.Judgement.Score;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the lead came to sales, as it was written down then.
 *
 * @param evidence what qualified it; null where it came back without a new qualification
 * @param readiness what qualified it last, be it in a handoff before this one; null where the journal does not tell
 */
record Opening(
    Instant at,
    @Nullable String causeEventId,
    JournalEntry.@Nullable Evidence evidence,
    ScoreSummary summary,
    int policy,
    @Nullable Readiness readiness) {

  /** The lines before the cycle was opened, folded; null where the journal does not tell. */
  static @Nullable Opening of(List<PastEntry> journal, int cycle) {
    Before before = new Before();
    for (PastEntry past : journal) {
      if (opens(past.entry(), cycle)) {
        return before.opening(past);
      }
      before.add(past);
    }
    return null;
  }

  Score score() {
    return HandoffRecords.score(summary, evidence == null ? null : evidence.scoreThreshold(), policy);
  }

  private static boolean opens(JournalEntry entry, int cycle) {
    return switch (entry) {
      case JournalEntry.OfHandoff line ->
          switch (line) {
            case JournalEntry.CycleOpened opened -> opened.handoff().cycle() == cycle;
            case JournalEntry.RequestAdded ignored -> false;
            case JournalEntry.RungFired ignored -> false;
            case JournalEntry.OwnerChanged ignored -> false;
            case JournalEntry.ClockPaused ignored -> false;
            case JournalEntry.ClockResumed ignored -> false;
            case JournalEntry.RemindersPutOff ignored -> false;
            case JournalEntry.RemindersDue ignored -> false;
            case JournalEntry.OwnerAwayNoted ignored -> false;
            case JournalEntry.CycleEnded ignored -> false;
          };
      case JournalEntry.OfLead ignored -> false;
      case JournalEntry.OfNurture ignored -> false;
      case JournalEntry.OfSales ignored -> false;
      case JournalEntry.OfPerson ignored -> false;
    };
  }

  /** What the lines told so far. */
  private static final class Before {
    private ScoreSummary score = ScoreSummary.none();
    private @Nullable PastEntry handed;
    private JournalEntry.@Nullable Evidence evidence;
    private @Nullable Readiness readiness;

    void add(PastEntry past) {
      switch (past.entry()) {
        case JournalEntry.OfLead told -> add(past, told);
        case JournalEntry.OfNurture ignored -> {}
        case JournalEntry.OfHandoff ignored -> {}
        case JournalEntry.OfSales ignored -> {}
        case JournalEntry.OfPerson ignored -> {}
      }
    }

    private void add(PastEntry past, JournalEntry.OfLead told) {
      switch (told) {
        case JournalEntry.Scored scored -> score = scored.score();
        case JournalEntry.StageChanged changed -> {
          if (changed.to() == Stage.SALES_QUALIFIED) {
            handed = past;
            evidence = changed.evidence();
            readiness = evidence == null ? readiness : Readiness.of(evidence, past.policyVersion());
          }
        }
        case JournalEntry.Entered ignored -> {}
        case JournalEntry.FactsChanged ignored -> {}
        case JournalEntry.AccountNoted ignored -> {}
        case JournalEntry.SignalRecorded ignored -> {}
        case JournalEntry.SignalVoided ignored -> {}
        case JournalEntry.RequestTooOld ignored -> {}
        case JournalEntry.PolicyMoved ignored -> {}
        case JournalEntry.Recycled ignored -> {}
        case JournalEntry.ParkEnded ignored -> {}
        case JournalEntry.CoolDownEnded ignored -> {}
        case JournalEntry.ReviewOpened ignored -> {}
        case JournalEntry.ReviewClosed ignored -> {}
        case JournalEntry.OrderRefused ignored -> {}
        case JournalEntry.EventFailed ignored -> {}
        case JournalEntry.PastNoted ignored -> {}
      }
    }

    Opening opening(PastEntry opened) {
      PastEntry cause = handed == null ? opened : handed;
      return new Opening(cause.at(), cause.causeEventId(), evidence, score, opened.policyVersion(), readiness);
    }
  }
}
