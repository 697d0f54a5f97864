package dev.leadloop.lifecycle.journal;

import dev.leadloop.sla.LadderAction;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open cycle of offering a lead to sales; its terms were fixed when it was assigned.
 *
 * @param cycle number of the cycle in the lead's life, from 1
 * @param owner rep id, or the queue's name
 * @param queue whether the owner is the queue
 * @param trigger what handed the lead over: a signal type, "score" or "review"
 * @param assignedAt when the answer time began
 * @param deadline when the answer is due
 * @param rungs the ladder with its instants, in order of time
 * @param nextRung index of the rung to fire next; the count of rungs when all have fired
 * @param reassignments how often the lead was moved on to another rep since it was handed over, unanswered or for a reason
 *     that asks for one
 * @param tried reps who have had it since it was handed over
 * @param clock how the answer time is counted
 */
public record Handoff(
    int cycle,
    String owner,
    boolean queue,
    String trigger,
    String slaClass,
    Instant assignedAt,
    Instant deadline,
    List<PlannedRung> rungs,
    int nextRung,
    SlaLevel level,
    int reassignments,
    List<String> tried,
    AnswerClock clock) {

  /** A rung with the instant it is due. */
  public record PlannedRung(LadderAction action, int percent, Instant at) {}

  public Handoff {
    rungs = List.copyOf(rungs);
    tried = List.copyOf(tried);
  }

  /**
   * Index of the rung to fire next; the count of rungs when the ladder is exhausted. A reminder that comes while reminders
   * are put off is none of its own: the owner is reminded when that time is over.
   */
  public int upcomingIndex() {
    int next = nextRung;
    while (next < rungs.size() && held(rungs.get(next))) {
      next++;
    }
    return next;
  }

  /** The rung to fire next, or null when the ladder is exhausted. */
  public @Nullable PlannedRung upcoming() {
    int next = upcomingIndex();
    return next < rungs.size() ? rungs.get(next) : null;
  }

  private boolean held(PlannedRung rung) {
    Instant until = clock.snoozedUntil();
    return until != null && rung.action() == LadderAction.REMIND && !rung.at().isAfter(until);
  }

  /** The same handoff after a rung fired; reminders held before it are done with. */
  public Handoff rungFired(int rung, SlaLevel reached) {
    return climbed(rung + 1, reached, clock);
  }

  /** The same handoff once reminders come again: what was held meanwhile is made up for by the one that comes now. */
  Handoff remindedLate() {
    int next = upcomingIndex();
    boolean held = next > nextRung && level.compareTo(SlaLevel.REMINDED) < 0;
    return climbed(next, held ? SlaLevel.REMINDED : level, clock.awake());
  }

  private Handoff climbed(int next, SlaLevel reached, AnswerClock changed) {
    return new Handoff(
        cycle, owner, queue, trigger, slaClass, assignedAt, deadline, rungs, next, reached, reassignments, tried,
        changed);
  }

  Handoff with(AnswerClock changed) {
    return new Handoff(
        cycle, owner, queue, trigger, slaClass, assignedAt, deadline, rungs, nextRung, level, reassignments, tried,
        changed);
  }

  /** The same handoff with its clock running again towards other instants. */
  Handoff resumed(Instant newDeadline, List<PlannedRung> newRungs) {
    return new Handoff(
        cycle, owner, queue, trigger, slaClass, assignedAt, newDeadline, newRungs, nextRung, level, reassignments,
        tried, clock.resumed());
  }

  /** How far the ladder was climbed, or that the clock stands still. */
  public SlaLevel shownLevel() {
    return clock.pause() == null ? level : SlaLevel.PAUSED;
  }

  /**
   * The same handoff with another owner.
   *
   * @param zone by whose clock it is told from now on; null where it stays as it is
   */
  public Handoff ownedBy(String newOwner, boolean byQueue, @Nullable ZoneId zone) {
    AnswerClock there = clock.away(null);
    return new Handoff(
        cycle, newOwner, byQueue, trigger, slaClass, assignedAt, deadline, rungs, nextRung,
        byQueue ? SlaLevel.QUEUED : level, reassignments, tried, zone == null ? there : there.told(zone));
  }
}
