package dev.leadloop.api.lead;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event.
 *
 * @param detail what to do about it; null where it was accepted
 * @param warnings what was taken although it will count for nothing
 */
@Schema(name = "EventVerdict")
record EventResponse(
    @Nullable String eventId,
    Outcome verdict,
    @Nullable String leadId,
    @Nullable String detail,
    List<Warning> warnings) {

  EventResponse(@Nullable String eventId, Outcome verdict, @Nullable String leadId, @Nullable String detail) {
    this(eventId, verdict, leadId, detail, List.of());
  }

  /** The four things that can become of an event. */
  enum Outcome {
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("duplicate")
    DUPLICATE,
    @JsonProperty("unknown-lead")
    UNKNOWN_LEAD,
    @JsonProperty("invalid")
    INVALID
  }
}
