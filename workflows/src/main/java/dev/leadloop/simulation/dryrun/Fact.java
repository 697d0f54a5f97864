package dev.leadloop.simulation.dryrun;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead in a dry run.
 *
 * @param about the mail's {@code sequence/step}, or the rep or queue it is about; null where it is about neither
 * @param why reason in words; null where there is none
 */
public record Fact(What what, Instant at, @Nullable String about, @Nullable String why) {}
