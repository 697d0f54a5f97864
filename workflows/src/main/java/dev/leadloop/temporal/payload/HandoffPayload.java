package dev.leadloop.temporal.payload;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.List;

record HandoffPayload(
    int cycle,
    String owner,
    boolean queue,
    String trigger,
    String slaClass,
    Instant assignedAt,
    Instant deadline,
    List<Handoff.PlannedRung> rungs,
    int nextRung,
    SlaLevel level,
    int reassignments,
    List<String> tried,
    AnswerClock clock) {

  static HandoffPayload of(Handoff handoff) {
    Handoff.Terms terms = handoff.terms();
    Handoff.Ladder ladder = handoff.ladder();
    Handoff.Tried tried = handoff.tried();
    return new HandoffPayload(
        handoff.cycle(),
        handoff.owner(),
        handoff.queue(),
        terms.trigger(),
        terms.slaClass(),
        terms.assignedAt(),
        handoff.deadline(),
        ladder.rungs(),
        ladder.next(),
        ladder.level(),
        tried.reassignments(),
        tried.reps(),
        handoff.clock());
  }

  Handoff read() {
    return new Handoff(
        cycle,
        owner,
        queue,
        new Handoff.Terms(trigger, slaClass, assignedAt),
        deadline,
        new Handoff.Ladder(rungs, nextRung, level),
        new Handoff.Tried(tried, reassignments),
        clock);
  }
}
