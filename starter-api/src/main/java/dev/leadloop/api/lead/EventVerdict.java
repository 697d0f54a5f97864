package dev.leadloop.api.lead;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadloop.intake.IntakeWarnings.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event.
 *
 * @param detail what to do about it; null where it was accepted
 * @param warnings what was taken although it probably means nothing
 */
record EventVerdict(
    @Nullable String eventId,
    Outcome verdict,
    @Nullable String leadId,
    @Nullable String detail,
    List<Warning> warnings) {

  EventVerdict(@Nullable String eventId, Outcome verdict, @Nullable String leadId, @Nullable String detail) {
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

  /**
   * The verdicts in the order of the events.
   *
   * @param desk who is missing to be told where a lead asks for sales, and what to do; null where nobody is
   */
  record All(int accepted, int duplicates, int refused, List<EventVerdict> events, @Nullable String desk) {
    static All of(List<EventVerdict> events, @Nullable String desk) {
      int accepted = count(events, Outcome.ACCEPTED);
      int duplicates = count(events, Outcome.DUPLICATE);
      return new All(accepted, duplicates, events.size() - accepted - duplicates, events, desk);
    }

    private static int count(List<EventVerdict> events, Outcome outcome) {
      return (int) events.stream().filter(event -> event.verdict() == outcome).count();
    }
  }
}
