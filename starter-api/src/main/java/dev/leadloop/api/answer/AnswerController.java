package dev.leadloop.api.answer;

import dev.leadloop.api.answer.AnswerRequests.AcceptRequest;
import dev.leadloop.api.answer.AnswerRequests.AnswerRequest;
import dev.leadloop.api.answer.AnswerRequests.ContactRequest;
import dev.leadloop.api.answer.AnswerRequests.NurtureRequest;
import dev.leadloop.api.answer.AnswerRequests.OutcomeRequest;
import dev.leadloop.api.answer.AnswerRequests.PauseRequest;
import dev.leadloop.api.answer.AnswerRequests.ReassignRequest;
import dev.leadloop.api.answer.AnswerRequests.RejectRequest;
import dev.leadloop.api.answer.AnswerRequests.ReopenRequest;
import dev.leadloop.api.answer.AnswerRequests.ResumeRequest;
import dev.leadloop.api.answer.AnswerRequests.ReturnRequest;
import dev.leadloop.api.answer.AnswerRequests.ReviewRequest;
import dev.leadloop.api.answer.AnswerRequests.SnoozeRequest;
import dev.leadloop.api.answer.AnswerRequests.TakeOverRequest;
import dev.leadloop.api.answer.AnswerRequests.WithdrawRequest;
import dev.leadloop.api.lead.LeadStatusView;
import dev.leadloop.orders.OrderResult;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.orders.OrderResult.Failed;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.orders.OrderResult.Refused;
import dev.leadloop.orders.OrderResult.Waiting;
import dev.leadloop.orders.Orders;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.refusals.Refusals;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers to handoffs and orders for a lead. */
@RestController
@Tag(name = "Answers")
class AnswerController {
  private static final String LEAD = "/api/v1/leads/{id}";

  private final Orders orders;
  private final LeadSight sight;

  AnswerController(Orders orders, LeadSight sight) {
    this.orders = orders;
    this.sight = sight;
  }

  @PostMapping(LEAD + "/accept")
  @Operation(summary = "Accept the handoff", description = HOW)
  ResponseEntity<AnswerResponse> accept(
      @PathVariable String id, @Valid @RequestBody(required = false) @Nullable AcceptRequest body, @Keyed Giver giver) {
    return give(id, body == null ? new AcceptRequest(null, null) : body, giver);
  }

  @PostMapping(LEAD + "/reject")
  @Operation(summary = "Reject the handoff for a reason", description = HOW)
  ResponseEntity<AnswerResponse> reject(@PathVariable String id, @Valid @RequestBody RejectRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/return")
  @Operation(summary = "Return the lead to nurture", description = HOW)
  ResponseEntity<AnswerResponse> giveBack(@PathVariable String id, @Valid @RequestBody ReturnRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/reassign")
  @Operation(summary = "Move the handoff to another rep", description = HOW)
  ResponseEntity<AnswerResponse> reassign(
      @PathVariable String id, @Valid @RequestBody(required = false) @Nullable ReassignRequest body, @Keyed Giver giver) {
    return give(id, body == null ? new ReassignRequest(null, null, null) : body, giver);
  }

  @PostMapping(LEAD + "/withdraw")
  @Operation(summary = "Take an unanswered handoff back", description = HOW)
  ResponseEntity<AnswerResponse> withdraw(@PathVariable String id, @Valid @RequestBody WithdrawRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/takeover")
  @Operation(summary = "Take the handoff from another rep or the queue", description = HOW)
  ResponseEntity<AnswerResponse> takeOver(
      @PathVariable String id, @Valid @RequestBody(required = false) @Nullable TakeOverRequest body, @Keyed Giver giver) {
    return give(id, body == null ? new TakeOverRequest(null, null) : body, giver);
  }

  @PostMapping(LEAD + "/sla/pause")
  @Operation(summary = "Stop the answer time for a reason", description = HOW)
  ResponseEntity<AnswerResponse> pause(@PathVariable String id, @Valid @RequestBody PauseRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/sla/resume")
  @Operation(summary = "Let the answer time go on", description = HOW)
  ResponseEntity<AnswerResponse> resume(
      @PathVariable String id, @Valid @RequestBody(required = false) @Nullable ResumeRequest body, @Keyed Giver giver) {
    return give(id, body == null ? new ResumeRequest(null, null) : body, giver);
  }

  @PostMapping(LEAD + "/snooze")
  @Operation(summary = "Put reminders off", description = HOW)
  ResponseEntity<AnswerResponse> snooze(@PathVariable String id, @Valid @RequestBody SnoozeRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/contact")
  @Operation(summary = "Report the first contact", description = HOW)
  ResponseEntity<AnswerResponse> contact(
      @PathVariable String id, @Valid @RequestBody(required = false) @Nullable ContactRequest body, @Keyed Giver giver) {
    return give(id, body == null ? new ContactRequest(null) : body, giver);
  }

  @PostMapping(LEAD + "/outcome")
  @Operation(summary = "Report what became of an accepted lead", description = HOW)
  ResponseEntity<AnswerResponse> outcome(@PathVariable String id, @Valid @RequestBody OutcomeRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/review")
  @Operation(summary = "Settle a review", description = HOW)
  ResponseEntity<AnswerResponse> review(@PathVariable String id, @Valid @RequestBody ReviewRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/reopen")
  @Operation(summary = "Take a closed lead up again", description = HOW)
  ResponseEntity<AnswerResponse> reopen(@PathVariable String id, @Valid @RequestBody ReopenRequest body, @Keyed Giver giver) {
    return give(id, body, giver);
  }

  @PostMapping(LEAD + "/nurture")
  @Operation(summary = "Start a nurture sequence", description = HOW)
  ResponseEntity<AnswerResponse> nurture(
      @PathVariable String id, @Valid @RequestBody(required = false) @Nullable NurtureRequest body, @Keyed Giver giver) {
    return give(id, body == null ? new NurtureRequest(null, null) : body, giver);
  }

  @GetMapping(LEAD + "/answers/{eventId}")
  @Operation(summary = "Read what became of an answer", description = "The Location header of a 202 points here.")
  AnswerResponse read(@PathVariable String id, @PathVariable String eventId, Caller caller) {
    return switch (orders.read(id, eventId)) {
      case NotRecorded not -> throw Refusals.of(not);
      case Recorded given -> AnswerResponse.of(given, sees(caller, given));
    };
  }

  private static final String HOW =
      "200 with the lead after it. 202 when it is recorded but not decided within two seconds: it counts from now, and"
          + " Location says where the verdict will be. 409 when the handoff is over (the answer says who won), 422 for a"
          + " reason that does not do. With an Idempotency-Key a repeated call does nothing twice.";

  private ResponseEntity<AnswerResponse> give(String id, AnswerRequest request, Giver giver) {
    OrderResult result = orders.give(id, request.asOrder(), giver.caller().principal(), giver.key());
    return switch (result) {
      case NotRecorded not -> throw Refusals.of(not);
      case Recorded given -> answer(given, sees(giver.caller(), given));
    };
  }

  private static ResponseEntity<AnswerResponse> answer(Recorded given, boolean seen) {
    return switch (given.decision()) {
      case Applied ignored -> ResponseEntity.ok(AnswerResponse.of(given, seen));
      case Waiting ignored ->
          ResponseEntity.accepted()
              .location(URI.create("/api/v1/leads/" + given.lead().value() + "/answers/" + given.eventId()))
              .body(AnswerResponse.of(given, seen));
      case Refused refused -> throw withLead(Refusals.of(refused, given.eventId()), given, seen);
      case Failed failed -> throw withLead(Refusals.of(failed, given.eventId()), given, seen);
    };
  }

  /** With the lead as it stands, for whoever may look at it. */
  private static ProblemException withLead(ProblemException problem, Recorded given, boolean seen) {
    return !seen || given.after() == null ? problem : problem.and("lead", LeadStatusView.of(given.after()));
  }

  private boolean sees(Caller caller, Recorded given) {
    return sight.sees(caller, given.lead().value());
  }
}
