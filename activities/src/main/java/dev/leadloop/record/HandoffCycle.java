package dev.leadloop.record;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of offering a lead to sales, as lists and measures read it.
 *
 * @param clock how its answer time is counted
 * @param ended null while it is open
 */
public record HandoffCycle(
    int cycle,
    String owner,
    boolean queue,
    String trigger,
    String slaClass,
    Instant assignedAt,
    Instant deadline,
    SlaLevel level,
    AnswerClock clock,
    @Nullable EndedCycle ended) {}
