package dev.leadloop.api.feed;

import dev.leadloop.feed.FeedPlace;
import dev.leadloop.feed.FeedStore;
import dev.leadloop.feed.JournalEventView;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journal of all leads, for those who keep it elsewhere. */
@RestController
@Tag(name = "Measures")
class FeedController {
  private final FeedStore feed;

  FeedController(FeedStore feed) {
    this.feed = feed;
  }

  @GetMapping(path = "/api/v1/journal", produces = {JournalEventView.BATCH, MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Read the journal of all leads",
      description = "A batch of CloudEvents, the oldest first; none where nothing is new. Keep the `cursor` of the last event you"
          + " have stored and give it as `after`. No line is ever missed, and of each lead they come in their order; a line comes"
          + " again where you ask from before it, under the same `id`. Words that people wrote and who the person is are left"
          + " out unless a manager or an administrator asks for them by `personal`; of who was forgotten they never come.")
  List<JournalEventView> journal(
      @RequestParam(required = false) @Parameter(description = "The `cursor` of an event; without it from the beginning on.")
          @Nullable String after,
      @RequestParam(defaultValue = "500") @Min(1) @Max(5_000) int limit,
      @RequestParam(defaultValue = "false") boolean personal,
      Caller caller) {
    if (personal && caller.role() != Role.ADMIN && caller.role() != Role.MANAGER) {
      throw Problem.FORBIDDEN.because("Who the leads are is told by the feed to managers and administrators only. Leave"
          + " 'personal' out, or use such a key.");
    }
    FeedPlace place = after == null
        ? FeedPlace.BEGINNING
        : FeedPlace.of(after).orElseThrow(() -> FieldError.in("after", "is not the 'cursor' of an event of this feed"));
    return feed.after(place, limit, personal).stream().map(JournalEventView::of).toList();
  }
}
