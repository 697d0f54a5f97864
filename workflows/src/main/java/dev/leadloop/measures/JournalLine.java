package dev.leadloop.measures;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a lead's journal as it was recorded.
 *
 * @param seq number of the decision that wrote it
 * @param n its place among the lines of that decision, from 0
 * @param at time of the decision
 * @param causeEventId the event it came of; null for a due time
 * @param policyVersion by which it was decided
 */
public record JournalLine(
    long seq, int n, Instant at, Principal by, @Nullable String causeEventId, int policyVersion, JournalEntry entry) {}
