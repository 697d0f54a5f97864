package dev.leadloop.simulation;

import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of a lead's journal that changes the desk, with where the lead stood before it. */
record DeskChange(Instant at, @Nullable LeadProgress before, JournalEntry entry) {}
