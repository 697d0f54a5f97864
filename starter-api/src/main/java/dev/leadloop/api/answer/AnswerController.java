package dev.leadloop.api.answer;

import dev.leadloop.api.answer.AnswerRequests.Accept;
import dev.leadloop.api.answer.AnswerRequests.Contact;
import dev.leadloop.api.answer.AnswerRequests.Nurture;
import dev.leadloop.api.answer.AnswerRequests.Order;
import dev.leadloop.api.answer.AnswerRequests.OutcomeReport;
import dev.leadloop.api.answer.AnswerRequests.Pause;
import dev.leadloop.api.answer.AnswerRequests.Reassign;
import dev.leadloop.api.answer.AnswerRequests.Reject;
import dev.leadloop.api.answer.AnswerRequests.Reopen;
import dev.leadloop.api.answer.AnswerRequests.Resume;
import dev.leadloop.api.answer.AnswerRequests.Return;
import dev.leadloop.api.answer.AnswerRequests.Review;
import dev.leadloop.api.answer.AnswerRequests.Snooze;
import dev.leadloop.api.answer.AnswerRequests.TakeOver;
import dev.leadloop.api.answer.AnswerRequests.Withdraw;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Answers to handoffs and orders for a lead. */
@RestController
@Tag(name = "Answers")
class AnswerController {
  private static final String KEY = "Idempotency-Key";
  private static final String KEY_FORM = "[A-Za-z0-9._~:@-]{1,128}";
  private static final String KEY_HINT = "may have 1 to 128 letters, digits and . _ ~ : @ -";
  private static final String LEAD = "/api/v1/leads/{id}";

  private final Answers answers;
  private final LeadSight sight;

  AnswerController(Answers answers, LeadSight sight) {
    this.answers = answers;
    this.sight = sight;
  }

  @PostMapping(LEAD + "/accept")
  @Operation(summary = "Accept the handoff", description = HOW)
  ResponseEntity<AnswerGiven> accept(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Accept body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body == null ? new Accept(null, null) : body, key, caller);
  }

  @PostMapping(LEAD + "/reject")
  @Operation(summary = "Reject the handoff for a reason", description = HOW)
  ResponseEntity<AnswerGiven> reject(
      @PathVariable String id,
      @Valid @RequestBody Reject body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/return")
  @Operation(summary = "Return the lead to nurture", description = HOW)
  ResponseEntity<AnswerGiven> giveBack(
      @PathVariable String id,
      @Valid @RequestBody Return body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/reassign")
  @Operation(summary = "Move the handoff to another rep", description = HOW)
  ResponseEntity<AnswerGiven> reassign(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Reassign body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body == null ? new Reassign(null, null, null) : body, key, caller);
  }

  @PostMapping(LEAD + "/withdraw")
  @Operation(summary = "Take an unanswered handoff back", description = HOW)
  ResponseEntity<AnswerGiven> withdraw(
      @PathVariable String id,
      @Valid @RequestBody Withdraw body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/takeover")
  @Operation(summary = "Take the handoff from another rep or the queue", description = HOW)
  ResponseEntity<AnswerGiven> takeOver(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable TakeOver body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body == null ? new TakeOver(null, null) : body, key, caller);
  }

  @PostMapping(LEAD + "/sla/pause")
  @Operation(summary = "Stop the answer time for a reason", description = HOW)
  ResponseEntity<AnswerGiven> pause(
      @PathVariable String id,
      @Valid @RequestBody Pause body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/sla/resume")
  @Operation(summary = "Let the answer time go on", description = HOW)
  ResponseEntity<AnswerGiven> resume(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Resume body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body == null ? new Resume(null, null) : body, key, caller);
  }

  @PostMapping(LEAD + "/snooze")
  @Operation(summary = "Put reminders off", description = HOW)
  ResponseEntity<AnswerGiven> snooze(
      @PathVariable String id,
      @Valid @RequestBody Snooze body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/contact")
  @Operation(summary = "Report the first contact", description = HOW)
  ResponseEntity<AnswerGiven> contact(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Contact body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body == null ? new Contact(null) : body, key, caller);
  }

  @PostMapping(LEAD + "/outcome")
  @Operation(summary = "Report what became of an accepted lead", description = HOW)
  ResponseEntity<AnswerGiven> outcome(
      @PathVariable String id,
      @Valid @RequestBody OutcomeReport body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    if (body.amount() != null && body.currency() == null) {
      throw FieldError.in("currency", "is needed with an amount, such as EUR");
    }
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/review")
  @Operation(summary = "Settle a review", description = HOW)
  ResponseEntity<AnswerGiven> review(
      @PathVariable String id,
      @Valid @RequestBody Review body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/reopen")
  @Operation(summary = "Take a closed lead up again", description = HOW)
  ResponseEntity<AnswerGiven> reopen(
      @PathVariable String id,
      @Valid @RequestBody Reopen body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body, key, caller);
  }

  @PostMapping(LEAD + "/nurture")
  @Operation(summary = "Start a nurture sequence", description = HOW)
  ResponseEntity<AnswerGiven> nurture(
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable Nurture body,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return give(id, body == null ? new Nurture(null, null) : body, key, caller);
  }

  @GetMapping(LEAD + "/answers/{eventId}")
  @Operation(summary = "Read what became of an answer", description = "The Location header of a 202 points here.")
  AnswerGiven read(@PathVariable String id, @PathVariable String eventId, Caller caller) {
    return shown(answers.read(id, eventId), caller);
  }

  /** A rep who lost the lead is told what became of the answer, and not how the lead stands with another. */
  private AnswerGiven shown(AnswerGiven given, Caller caller) {
    return sight.sees(caller, given.leadId()) ? given : given.withoutLead();
  }

  private static final String HOW =
      "200 with the lead after it. 202 when it is recorded but not decided within two seconds: it counts from now, and"
          + " Location says where the verdict will be. 409 when the handoff is over (the answer says who won), 422 for a"
          + " reason that does not do. With an Idempotency-Key a repeated call does nothing twice.";

  private ResponseEntity<AnswerGiven> give(String id, Order order, @Nullable String key, Caller caller) {
    AnswerGiven given = shown(answers.give(id, order, caller.principal(), key), caller);
    return switch (given.status()) {
      case APPLIED -> ResponseEntity.ok(given);
      case WAITING ->
          ResponseEntity.accepted()
              .location(URI.create("/api/v1/leads/" + given.leadId() + "/answers/" + given.eventId()))
              .body(given);
      case REFUSED, FAILED -> throw Refusals.of(given);
    };
  }
}
