package dev.leadloop.temporal.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    AnswerClock clock,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> asked) {

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
        handoff.clock(),
        terms.asked());
  }

  Handoff read() {
    return new Handoff(
        cycle,
        owner,
        queue,
        new Handoff.Terms(trigger, slaClass, assignedAt, asked == null ? List.of() : asked),
        deadline,
        new Handoff.Ladder(rungs, nextRung, level),
        new Handoff.Tried(tried, reassignments),
        clock);
  }
}
