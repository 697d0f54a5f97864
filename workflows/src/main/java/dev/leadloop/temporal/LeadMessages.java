package dev.leadloop.temporal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of messages that people send from Temporal's own tools; codes only, no free text. */
public final class LeadMessages {
  private LeadMessages() {}

  /** Starts a sequence; null for the one of the lead's stage. */
  public record StartNurture(@Nullable String sequence, @Nullable String eventId, boolean again) {}

  /** One engagement; without an event id the message's own is taken. */
  public record Engagement(
      String type,
      @Nullable String eventId,
      @Nullable Instant occurredAt,
      @Nullable Map<String, String> properties) {}

  /** Accepts; cycle null or 0 means the one open now. */
  public record Accept(@Nullable Integer cycle, @Nullable String eventId) {}

  /** Rejects, for a reason of the catalogue. */
  public record Reject(@Nullable Integer cycle, String reason, @Nullable String eventId) {}

  /** Returns to nurture, for a reason of the catalogue, until a date if one is given. */
  public record Return(
      @Nullable Integer cycle, String reason, @Nullable Instant until, @Nullable String eventId) {}
}
