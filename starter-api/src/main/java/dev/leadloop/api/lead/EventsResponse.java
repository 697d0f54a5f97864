package dev.leadloop.api.lead;

import dev.leadloop.api.lead.EventResponse.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts in the order of the events.
 *
 * @param desk who is missing to be told where a lead asks for sales, and what to do; null where nobody is
 */
@Schema(name = "EventVerdictAll")
record EventsResponse(int accepted, int duplicates, int refused, List<EventResponse> events, @Nullable String desk) {
  static EventsResponse of(List<EventResponse> events, @Nullable String desk) {
    int accepted = count(events, Outcome.ACCEPTED);
    int duplicates = count(events, Outcome.DUPLICATE);
    return new EventsResponse(accepted, duplicates, events.size() - accepted - duplicates, events, desk);
  }

  private static int count(List<EventResponse> events, Outcome outcome) {
    return (int) events.stream().filter(event -> event.verdict() == outcome).count();
  }
}
