package dev.leadloop.lifecycle.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.sla.LadderAction;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open cycle of offering a lead to sales.
 *
 * @param cycle number of the cycle in the lead's life, from 1
 * @param owner rep id, or the queue's name
 * @param queue whether the owner is the queue
 * @param deadline when the answer is due
 * @param tried what came of offering it before
 * @param clock how the answer time is counted
 */
public record Handoff(
    int cycle,
    String owner,
    boolean queue,
    Terms terms,
    Instant deadline,
    Ladder ladder,
    Tried tried,
    AnswerClock clock) {

  /**
   * What was fixed when the lead was assigned, or when it asked for more than that.
   *
   * @param trigger the most urgent of what asks for an answer: a signal type, "score" or "review"
   * @param assignedAt when it was assigned
   * @param asked types of the signals by which the lead asked since then, beside the trigger
   */
  public record Terms(
      String trigger, String slaClass, Instant assignedAt, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> asked) {
    public Terms {
      asked = asked == null ? List.of() : List.copyOf(asked);
    }

    /** Whether the handoff stands for a request of that type already. */
    public boolean hasAsked(String signalType) {
      return trigger.equals(signalType) || asked.contains(signalType);
    }

    private Terms with(String signalType, @Nullable String raisedTo) {
      String other = raisedTo == null ? signalType : trigger;
      boolean request = HandoffWay.of(other) == HandoffWay.REQUEST;
      List<String> all = request ? Stream.concat(asked.stream(), Stream.of(other)).toList() : asked;
      return raisedTo == null
          ? new Terms(trigger, slaClass, assignedAt, all)
          : new Terms(signalType, raisedTo, assignedAt, all);
    }
  }

  /**
   * The terms that a request gives an open handoff.
   *
   * @param deadline never later than it was
   * @param rungs the whole ladder, those that have fired among them
   * @param clock how the answer time is counted from then on
   */
  public record Raised(String slaClass, Instant deadline, List<PlannedRung> rungs, AnswerClock clock) {
    public Raised {
      rungs = List.copyOf(rungs);
    }
  }

  /**
   * What happens while nobody answers, and how far it has come.
   *
   * @param rungs with their instants, in order of time
   * @param next index of the rung to fire next; the count of rungs when all have fired
   */
  public record Ladder(List<PlannedRung> rungs, int next, SlaLevel level) {
    public Ladder {
      rungs = List.copyOf(rungs);
    }

    /** Those that have fired, and reminders that were put off meanwhile. */
    public List<PlannedRung> fired() {
      return rungs.subList(0, Math.min(next, rungs.size()));
    }

    /** Those that have not fired. */
    public List<PlannedRung> ahead() {
      return rungs.subList(Math.min(next, rungs.size()), rungs.size());
    }
  }

  /** A rung with the instant it is due. */
  public record PlannedRung(LadderAction action, int percent, Instant at) {}

  /**
   * How a lead has gone from one to another since it was handed over.
   *
   * @param reps who have had it
   * @param reassignments how often it was moved on to another rep, unanswered or for a reason that asks for one
   */
  public record Tried(List<String> reps, int reassignments) {
    /** Before anyone has had it. */
    public static final Tried NOBODY = new Tried(List.of(), 0);

    public Tried {
      reps = List.copyOf(reps);
    }
  }

  /**
   * Index of the rung to fire next; the count of rungs when the ladder is exhausted. A reminder that comes while reminders
   * are put off is none of its own: the owner is reminded when that time is over.
   */
  public int upcomingIndex() {
    List<PlannedRung> rungs = ladder.rungs();
    int next = ladder.next();
    while (next < rungs.size() && held(rungs.get(next))) {
      next++;
    }
    return next;
  }

  /** The rung to fire next, or null when the ladder is exhausted. */
  public @Nullable PlannedRung upcoming() {
    int next = upcomingIndex();
    return next < ladder.rungs().size() ? ladder.rungs().get(next) : null;
  }

  private boolean held(PlannedRung rung) {
    Instant until = clock.snoozedUntil();
    return until != null && rung.action() == LadderAction.REMIND && !rung.at().isAfter(until);
  }

  /** The same handoff after a rung fired; reminders held before it are done with. */
  public Handoff rungFired(int rung, SlaLevel reached) {
    return with(new Ladder(ladder.rungs(), rung + 1, reached), clock);
  }

  /** The same handoff once reminders come again: what was held meanwhile is made up for by the one that comes now. */
  Handoff remindedLate() {
    int next = upcomingIndex();
    boolean held = next > ladder.next() && ladder.level().compareTo(SlaLevel.REMINDED) < 0;
    return with(new Ladder(ladder.rungs(), next, held ? SlaLevel.REMINDED : ladder.level()), clock.awake());
  }

  /** The same handoff after the lead asked for something; reminders come again where it became more urgent. */
  Handoff askedFor(String signalType, @Nullable Raised raised) {
    return raised == null
        ? new Handoff(cycle, owner, queue, terms.with(signalType, null), deadline, ladder, tried, clock)
        : new Handoff(
            cycle, owner, queue, terms.with(signalType, raised.slaClass()), raised.deadline(),
            new Ladder(raised.rungs(), ladder.next(), ladder.level()), tried, raised.clock().awake());
  }

  private Handoff with(Ladder climbed, AnswerClock changed) {
    return new Handoff(cycle, owner, queue, terms, deadline, climbed, tried, changed);
  }

  Handoff with(AnswerClock changed) {
    return with(ladder, changed);
  }

  /** The same handoff with its clock running again towards other instants. */
  Handoff resumed(JournalEntry.ClockResumed resumed) {
    Ladder moved = new Ladder(resumed.rungs(), ladder.next(), ladder.level());
    return new Handoff(cycle, owner, queue, terms, resumed.deadline(), moved, tried, clock.resumed(resumed.at()));
  }

  /** How far the ladder was climbed, or that the clock stands still. */
  public SlaLevel shownLevel() {
    return clock.pause() == null ? ladder.level() : SlaLevel.PAUSED;
  }

  /**
   * The same handoff with another owner.
   *
   * @param zone by whose clock it is told from now on; null where it stays as it is
   */
  public Handoff ownedBy(String newOwner, boolean byQueue, @Nullable ZoneId zone) {
    AnswerClock there = clock.away(null);
    Ladder level = byQueue ? new Ladder(ladder.rungs(), ladder.next(), SlaLevel.QUEUED) : ladder;
    return new Handoff(
        cycle, newOwner, byQueue, terms, deadline, level, tried, zone == null ? there : there.told(zone));
  }
}
