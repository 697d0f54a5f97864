package dev.leadloop.api.lead;

import dev.leadloop.checks.DeskGaps;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signals come in here. */
@RestController
@Tag(name = "Events")
class EventController {
  private final Events events;
  private final DeskGaps gaps;

  EventController(Events events, DeskGaps gaps) {
    this.events = events;
    this.gaps = gaps;
  }

  @PostMapping("/api/v1/events")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Record signals",
      description =
          "Up to 1,000 events; each gets a verdict: accepted, duplicate, unknown-lead or invalid. 202 means that every"
              + " accepted event is stored for good. Sending the same events again is safe. A property is a text, a number, true"
              + " or false, kept as its plain text: 3, 9.5, true. An accepted event may have warnings:"
              + " a type that the policy says nothing about, a property that no rule for such a signal reads where its name is a"
              + " slip of one that a rule reads, a value that is a slip of one that a rule asks for, a text where rules need a"
              + " number, or a time in the future, which counts from when it was recorded, or before 2000.")
  EventsResponse events(@Valid @RequestBody EventsRequest request, Caller caller) {
    return EventsResponse.of(events.take(request.events(), caller.principal()), gaps.told());
  }
}
