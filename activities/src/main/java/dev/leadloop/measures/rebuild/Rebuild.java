package dev.leadloop.measures.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far making all facts anew is.
 *
 * @param run its number, from 1
 * @param orderedBy the principal, as text
 * @param leads how many there were when it was ordered; those that come meanwhile have facts from their first decision on
 * @param looked how many were looked at
 * @param changed of how many the facts were others than their journal gives
 * @param failed how many journals could not be read; the facts of those leads stay as they are
 * @param finishedAt null while it runs
 */
public record Rebuild(
    int run, String orderedBy, Instant orderedAt, int leads, int looked, int changed, int failed,
    @Nullable Instant finishedAt) {}
