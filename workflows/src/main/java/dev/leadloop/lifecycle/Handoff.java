package dev.leadloop.lifecycle;

import dev.leadloop.sla.LadderAction;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
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
 * @param reassignments how often the ladder has already moved this handoff on
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

  /** The rung to fire next, or null when the ladder is exhausted. */
  public @Nullable PlannedRung upcoming() {
    return nextRung < rungs.size() ? rungs.get(nextRung) : null;
  }

  /** The same handoff after its next rung fired. */
  public Handoff rungFired(SlaLevel reached) {
    return new Handoff(
        cycle, owner, queue, trigger, slaClass, assignedAt, deadline, rungs, nextRung + 1, reached, reassignments,
        tried, clock);
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

  /** The same handoff with another owner. */
  public Handoff ownedBy(String newOwner, boolean byQueue) {
    return new Handoff(
        cycle, newOwner, byQueue, trigger, slaClass, assignedAt, deadline, rungs, nextRung,
        byQueue ? SlaLevel.QUEUED : level, reassignments, tried, clock.away(null));
  }
}
