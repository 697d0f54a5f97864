package dev.leadloop.temporal;

import dev.leadloop.lifecycle.event.EventBody;
import java.time.Instant;

/**
 * An event that came as a Temporal message and not through the API; codes only, no free text.
 *
 * @param eventId the one given, else the message's own id, so that a replayed message does nothing twice
 * @param awaited whether it came as an update, whose giver waits for the verdict: a server that dies forgets those it has
 *     not done with
 */
public record MessageContent(String eventId, Instant occurredAt, EventBody body, boolean awaited) {}
