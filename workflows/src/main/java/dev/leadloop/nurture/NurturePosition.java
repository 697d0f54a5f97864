package dev.leadloop.nurture;

import java.time.Instant;

/**
 * Where a lead stands in a sequence.
 *
 * @param occurrence how often this lead has begun this version of the sequence, from 1
 * @param step index of the step to be sent next
 * @param dueAt when it is due
 */
public record NurturePosition(
    String sequence, int sequenceVersion, int occurrence, int step, Instant dueAt) {}
