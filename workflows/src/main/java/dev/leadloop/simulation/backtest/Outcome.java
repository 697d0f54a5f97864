package dev.leadloop.simulation.backtest;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lead by its record, for one target.
 *
 * @param good null where nobody knows yet
 * @param at when that was known first; null likewise
 */
public record Outcome(@Nullable Boolean good, @Nullable Instant at) {
  /** Nobody knows yet. */
  public static final Outcome OPEN = new Outcome(null, null);

  /** Whether it is known. */
  public boolean known() {
    return good != null;
  }

  /** Whether what was so at an instant was so before anybody knew. */
  boolean foreseenAt(Instant then) {
    return at == null || !then.isAfter(at);
  }

  /** The outcome on record: one good end makes it good, whatever was said before or after it. */
  public static Outcome of(RecordedLife life, Target target) {
    Outcome outcome = OPEN;
    for (RecordedLife.Turn turn : life.turns()) {
      for (JournalEntry entry : turn.journal()) {
        outcome = outcome.and(target == Target.ACCEPTED ? answered(entry) : ended(turn, entry));
      }
    }
    return outcome;
  }

  private Outcome and(Outcome next) {
    boolean better = Boolean.TRUE.equals(next.good) && !Boolean.TRUE.equals(good);
    boolean sooner = next.at != null && at != null && next.good != null && next.good.equals(good) && next.at.isBefore(at);
    return next.known() && (!known() || better || sooner) ? next : this;
  }

  private static Outcome answered(JournalEntry entry) {
    Told told = Told.by(entry);
    if (told instanceof Told.Ended over) {
      EndedCycle end = over.line().end();
      return switch (end.how()) {
        case ACCEPTED -> new Outcome(true, end.at());
        case REJECTED, RETURNED -> new Outcome(false, end.at());
        case REASSIGNED, UNANSWERED, WITHDRAWN -> OPEN;
      };
    }
    return told instanceof Told.PastTold past ? answeredBefore(past.line().step()) : OPEN;
  }

  private static Outcome answeredBefore(PastStep step) {
    return switch (step.stage()) {
      case ACCEPTED, OPPORTUNITY, WON -> new Outcome(true, step.at());
      case DISQUALIFIED -> new Outcome(false, step.at());
      case NURTURING, MQL, SALES_QUALIFIED, LOST, ERASED -> OPEN;
    };
  }

  private static Outcome ended(RecordedLife.Turn turn, JournalEntry entry) {
    Told told = Told.by(entry);
    if (told instanceof Told.Result noted) {
      return switch (noted.line().result()) {
        case "WON" -> new Outcome(true, turn.at());
        case "LOST", "DISQUALIFIED" -> new Outcome(false, turn.at());
        default -> OPEN;
      };
    }
    if (told instanceof Told.Turned turned && turned.line().to() == Stage.DISQUALIFIED && saidBySales(turn)) {
      return new Outcome(false, turn.at());
    }
    return told instanceof Told.PastTold past ? endedBefore(past.line().step()) : OPEN;
  }

  private static Outcome endedBefore(PastStep step) {
    return switch (step.stage()) {
      case WON -> new Outcome(true, step.at());
      case LOST, DISQUALIFIED -> new Outcome(false, step.at());
      case NURTURING, MQL, SALES_QUALIFIED, ACCEPTED, OPPORTUNITY, ERASED -> OPEN;
    };
  }

  /** A rule that closes a lead says nothing of what would have come of it. */
  private static boolean saidBySales(RecordedLife.Turn turn) {
    return turn.journal().stream().anyMatch(entry ->
        Told.by(entry) instanceof Told.Ended over && over.line().end().how() == EndedCycle.How.REJECTED);
  }
}
