package dev.leadloop.api.reply;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.problem.FieldError;
import dev.leadloop.refusals.Refusals;
import dev.leadloop.replies.ReplySettled.Settled;
import dev.leadloop.replies.ReplySettled.TooLate;
import dev.leadloop.replies.ReplySettled.Unknown;
import dev.leadloop.replies.ReplySettling;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers that may ask to stop: a named person says of each whether it does. */
@RestController
@Tag(name = "Replies")
class ReplyController {
  private final ReplyDoubtStore store;
  private final ReplySettling settling;

  ReplyController(ReplyDoubtStore store, ReplySettling settling) {
    this.store = store;
    this.settling = settling;
  }

  /**
   * One page.
   *
   * @param next the `before` of the page behind it; null on the last
   */
  @Schema(name = "ReplyPage")
  record RepliesView(List<ReplyView> replies, @Nullable String next) {}

  /** What the answer meant. */
  @Schema(name = "ReplySettling", example = "{\"meant\":\"answer\"}")
  record SettleRequest(@NotNull @Pattern(regexp = "stop|answer", message = "must be stop or answer") String meant) {}

  @GetMapping("/api/v1/replies")
  @Operation(
      summary = "List answers that may ask to stop",
      description = "The newest first. While one is open, mail to its address rests and it gives no score.")
  RepliesView list(
      @RequestParam(required = false) @Pattern(regexp = "open|closed", message = "must be open or closed") @Nullable String state,
      @RequestParam(required = false) @Size(max = 254) @Nullable String email,
      @RequestParam(required = false) @Pattern(regexp = "[0-9]{1,18}",
          message = "is not the 'next' of a page") @Nullable String before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    String key =
        email == null
            ? null
            : EmailAddresses.normalise(email)
                .orElseThrow(() -> FieldError.in("email", "is not an address; give one like name@example.com"));
    List<Doubt> found =
        store.list(
            state == null ? null : state.equals("open"), key, before == null ? Long.MAX_VALUE : Long.parseLong(before),
            limit + 1);
    boolean more = found.size() > limit;
    List<Doubt> page = more ? found.subList(0, limit) : found;
    return new RepliesView(page.stream().map(ReplyView::of).toList(), more ? String.valueOf(page.getLast().id()) : null);
  }

  @AlsoAnswers(409)
  @PostMapping("/api/v1/replies/{id}/settle")
  @Operation(
      summary = "Say what an answer meant",
      description =
          "`stop` suppresses the address; `answer` counts it as email_reply from when it was given, and mail goes on. Only a"
              + " named person says it, by a key of their own, and it is said once.")
  ReplyView settle(@PathVariable String id, @Valid @RequestBody SettleRequest settling, Caller caller) {
    return switch (this.settling.settle(id, settling.meant().equals("stop"), caller.principal())) {
      case Settled settled -> ReplyView.of(settled.answer());
      case Unknown unknown -> throw Refusals.of(unknown);
      case TooLate late -> throw Refusals.of(late);
    };
  }
}
