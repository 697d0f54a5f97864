package dev.leadloop.temporal;

import dev.leadloop.lifecycle.EventBody;
import java.time.Instant;

/**
 * An event that came as a Temporal message and not through the API; codes only, no free text.
 *
 * @param eventId the one given, else the message's own id, so that a replayed message does nothing twice
 */
public record MessageContent(String eventId, Instant occurredAt, EventBody body) {}
