package dev.leadloop.inbox;

import dev.leadloop.lifecycle.deciding.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an inbox row.
 *
 * @param decidedSeq the decision that took it; null while it waits
 * @param verdict null while it waits
 * @param failed why it could not be decided; null where it could
 */
public record InboxVerdict(
    String eventId,
    Instant recordedAt,
    @Nullable Long decidedSeq,
    @Nullable Verdict verdict,
    @Nullable String failed) {}
