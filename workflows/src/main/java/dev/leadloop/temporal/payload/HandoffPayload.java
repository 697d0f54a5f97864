package dev.leadloop.temporal.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handoff as it has been written from the first version on: all its members at one level, however they are grouped here. */
record HandoffPayload(
    int cycle,
    String owner,
    boolean queue,
    @JsonUnwrapped Terms terms,
    Instant deadline,
    @JsonUnwrapped Ladder ladder,
    @JsonUnwrapped Tried before,
    AnswerClock clock,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> asked) {

  record Terms(String trigger, String slaClass, Instant assignedAt) {}

  record Ladder(List<Handoff.PlannedRung> rungs, int nextRung, SlaLevel level) {}

  record Tried(int reassignments, List<String> tried) {}

  static HandoffPayload of(Handoff handoff) {
    Handoff.Terms terms = handoff.terms();
    Handoff.Ladder ladder = handoff.ladder();
    Handoff.Tried tried = handoff.tried();
    return new HandoffPayload(
        handoff.cycle(),
        handoff.owner(),
        handoff.queue(),
        new Terms(terms.trigger(), terms.slaClass(), terms.assignedAt()),
        handoff.deadline(),
        new Ladder(ladder.rungs(), ladder.next(), ladder.level()),
        new Tried(tried.reassignments(), tried.reps()),
        handoff.clock(),
        terms.asked());
  }

  Handoff read() {
    return new Handoff(
        cycle,
        owner,
        queue,
        new Handoff.Terms(terms.trigger(), terms.slaClass(), terms.assignedAt(), asked == null ? List.of() : asked),
        deadline,
        new Handoff.Ladder(ladder.rungs(), ladder.nextRung(), ladder.level()),
        new Handoff.Tried(before.tried(), before.reassignments()),
        clock);
  }
}
