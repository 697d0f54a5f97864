package dev.leadloop.simulation.backtest;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lives a recorded life again, by the door through which leads live: each decision at its own time, knowing what was on record
 * then, and between them whatever falls due by the policy. What was refused did nothing and is left out, and an answer of sales
 * is given to the handoff that is open.
 */
public final class LivingAgain {
  /** By how much an alarm may have rung late: a decision on record that follows so soon is taken for its own. */
  public static final Duration RINGS_WITHIN = Duration.ofMinutes(15);

  /** More due times than a life can have between two decisions mean one that never passes. */
  private static final int MOST_RINGS = 10_000;

  private final RecordedLife life;
  private final Rules rules;
  private final Instant until;
  private final Duration late;
  private final RecordedDesk desk;
  private LeadState state;
  private LeadPolicy policy;
  private Instant next = Instant.MIN;
  private @Nullable Due due;

  private LivingAgain(RecordedLife life, Rules rules, Instant until, Duration late) {
    this.life = life;
    this.rules = rules;
    this.until = until;
    this.late = late;
    this.state = LeadState.undecided(life.lead(), life.turns().getFirst().profile());
    this.policy = rules.of(life.turns().getFirst().policyVersion());
    this.desk = new RecordedDesk(policy.routing().queue());
  }

  /** Lives it until then, telling of each decision that wrote something. */
  public static void live(RecordedLife life, Rules rules, Instant until, Consumer<Moment> told) {
    live(life, rules, until, RINGS_WITHIN, told);
  }

  /**
   * The same.
   *
   * @param late by how much an alarm may have rung late
   */
  public static void live(RecordedLife life, Rules rules, Instant until, Duration late, Consumer<Moment> told) {
    new LivingAgain(life, rules, until, late).live(told);
  }

  private void live(Consumer<Moment> told) {
    for (int i = 0; i < life.turns().size() && !life.turns().get(i).at().isAfter(until); i++) {
      RecordedLife.Turn turn = life.turns().get(i);
      ring(turn.at(), told);
      next = i + 1 < life.turns().size() ? life.turns().get(i + 1).at() : until;
      policy = rules.of(turn.policyVersion());
      know(turn.profile());
      decide(happening(turn), turn.at(), desk.next(turn.journal()), told);
    }
    ring(until.plus(late).plusNanos(1_000), told);
  }

  /** What falls due before that decision, and would not have been heard by it. */
  private void ring(Instant before, Consumer<Moment> told) {
    for (int rings = 0; due != null && due.at().plus(late).isBefore(before); rings++) {
      if (rings == MOST_RINGS) {
        throw new IllegalStateException("due time " + due + " of lead " + life.lead().value() + " rings again and again");
      }
      Instant at = due.at();
      Due rang = due;
      Instant last = state.decidedAt();
      decide(List.of(), last != null && last.isAfter(at) ? last : at, desk.between(), told);
      if (rang.equals(due)) {
        return;
      }
    }
  }

  private void know(LeadProfile profile) {
    state = new LeadState(state.leadId(), state.seq(), state.decidedAt(), profile, state.signals(), state.progress());
  }

  private void decide(List<LeadEvent> events, Instant now, SalesDesk there, Consumer<Moment> told) {
    Decision decision = LeadLifecycle.decide(state, events, policy, SalesDesk.UNSEEN, now, next);
    if (decision.needsDesk()) {
      decision = LeadLifecycle.decide(state, events, policy, there, now, next);
    }
    if (!decision.journal().isEmpty()) {
      told.accept(new Moment(state, decision, policy));
    }
    state = decision.next();
    due = decision.due();
  }

  private List<LeadEvent> happening(RecordedLife.Turn turn) {
    List<LeadEvent> happening = new ArrayList<>(turn.events().size());
    for (LeadEvent event : turn.events()) {
      if (happens(event, turn)) {
        happening.add(openToAll(event));
      }
    }
    return happening;
  }

  private boolean happens(LeadEvent event, RecordedLife.Turn turn) {
    return turn.applied().contains(event.eventId())
        && !(event.body() instanceof EventBody.RolledOut && !rules.move());
  }

  private static LeadEvent openToAll(LeadEvent event) {
    return event.body() instanceof EventBody.Answer answer && answer.cycle() != 0
        ? new LeadEvent(event.row(), event.eventId(), event.occurredAt(), event.recordedAt(), event.by(), toWhatIsOpen(answer))
        : event;
  }

  private static EventBody toWhatIsOpen(EventBody.Answer answer) {
    return switch (answer) {
      case EventBody.Accepted ignored -> new EventBody.Accepted(0);
      case EventBody.Rejected said -> new EventBody.Rejected(0, said.reason(), said.noteGiven());
      case EventBody.Returned said -> new EventBody.Returned(0, said.reason(), said.noteGiven(), said.until());
      case EventBody.Reassigned said -> new EventBody.Reassigned(0, said.toRep());
      case EventBody.Withdrawn said -> new EventBody.Withdrawn(0, said.reason());
      case EventBody.TakenOver ignored -> new EventBody.TakenOver(0);
      case EventBody.PauseAsked said -> new EventBody.PauseAsked(0, said.reason(), said.until());
      case EventBody.ResumeAsked ignored -> new EventBody.ResumeAsked(0);
      case EventBody.Snoozed said -> new EventBody.Snoozed(0, said.until());
    };
  }
}
