package dev.leadloop.api.answer;

import dev.leadloop.orders.Order;
import dev.leadloop.orders.OrderLimits;
import dev.leadloop.orders.Plausible;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bodies of answers and orders as callers send them; each knows the order it asks for. */
final class AnswerRequests {
  private AnswerRequests() {}

  /** A body that asks for an order. */
  sealed interface AnswerRequest {
    Order asOrder();
  }

  @Schema(
      name = "AnswerAccept",
      description = "Takes the handoff. Without a cycle, the one open now.",
      example = "{\"cycle\":1}")
  record AcceptRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Accept(cycle, note);
    }
  }

  @Schema(
      name = "AnswerReject",
      description = "Gives the handoff back for a reason of the catalogue.",
      example = "{\"cycle\":1,\"reason\":\"no_budget\",\"note\":\"Budget is decided in autumn.\"}")
  record RejectRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Reject(cycle, reason, note);
    }
  }

  @Schema(
      name = "AnswerReturn",
      description = "Returns the lead to nurture, until a date if one is given.",
      example = "{\"cycle\":1,\"reason\":\"not_now\",\"until\":\"2026-09-01T08:00:00Z\"}")
  record ReturnRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Plausible Instant until)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Return(cycle, reason, note, until);
    }
  }

  @Schema(
      name = "AnswerReassign",
      description = "Moves the handoff to a rep; without one, routing chooses.",
      example = "{\"toRep\":\"rep-2\"}")
  record ReassignRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @Nullable @Pattern(regexp = OrderLimits.ID_FORM, message = OrderLimits.REP_HINT) String toRep,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Reassign(cycle, toRep, note);
    }
  }

  @Schema(
      name = "AnswerWithdraw", description = "Takes an unanswered handoff back.", example = "{\"reason\":\"duplicate\"}")
  record WithdrawRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.OWN_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Withdraw(cycle, reason, note);
    }
  }

  @Schema(
      name = "AnswerTakeOver",
      description = "Takes the handoff from whoever has it, and accepts it with that.",
      example = "{\"cycle\":1}")
  record TakeOverRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.TakeOver(cycle, note);
    }
  }

  @Schema(
      name = "AnswerPause",
      description = "Stops the answer time for a reason of the policy, at most as long as the policy allows.",
      example = "{\"cycle\":1,\"reason\":\"waiting_for_lead\",\"until\":\"2026-09-01T08:00:00Z\"}")
  record PauseRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.PAUSE_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Plausible @Schema(description = "when it goes on by itself; as late as allowed when left out") Instant until)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Pause(cycle, reason, note, until);
    }
  }

  @Schema(name = "AnswerResume", description = "Lets the answer time go on.", example = "{\"cycle\":1}")
  record ResumeRequest(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Resume(cycle, note);
    }
  }

  @Schema(
      name = "AnswerSnooze",
      description = "Puts reminders off; the deadline stays.",
      example = "{\"cycle\":1,\"until\":\"2026-09-01T08:00:00Z\"}")
  record SnoozeRequest(@Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @NotNull @Plausible Instant until)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Snooze(cycle, until);
    }
  }

  @Schema(
      name = "AnswerContact",
      description = "Reports that sales has been in touch.",
      example = "{\"note\":\"Call booked.\"}")
  record ContactRequest(@Nullable @Size(max = OrderLimits.NOTE) String note) implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Contact(note);
    }
  }

  @Schema(
      name = "AnswerOutcomeReport",
      description = "Reports what became of an accepted lead. A step back needs a reason.",
      example = "{\"result\":\"opportunity\",\"amount\":12000.00,\"currency\":\"EUR\"}")
  record OutcomeRequest(
      @NotNull @Pattern(regexp = OrderLimits.RESULT_FORM, message = OrderLimits.RESULT_HINT) String result,
      @Nullable
          @DecimalMin(OrderLimits.LEAST_AMOUNT)
          @DecimalMax(OrderLimits.MOST_AMOUNT)
          @Digits(integer = OrderLimits.AMOUNT_DIGITS, fraction = OrderLimits.AMOUNT_FRACTION)
          BigDecimal amount,
      @Nullable @Pattern(regexp = OrderLimits.CURRENCY_FORM, message = OrderLimits.CURRENCY_HINT) String currency,
      @Nullable @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Plausible @Schema(description = "when it happened; now when left out") Instant occurredAt)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.ReportOutcome(result, amount, currency, reason, note, occurredAt);
    }
  }

  @Schema(name = "AnswerReview", description = "Settles a review.", example = "{\"order\":\"qualify\"}")
  record ReviewRequest(
      @NotNull @Pattern(regexp = OrderLimits.REVIEW_FORM, message = OrderLimits.REVIEW_HINT) String order,
      @Nullable @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.OWN_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Review(order, reason, note);
    }
  }

  @Schema(
      name = "AnswerReopen",
      description = "Takes a closed lead up again. The reason is a word of your own, none of the reasons sales gives for a no.",
      example = "{\"reason\":\"came_back\"}")
  record ReopenRequest(
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.OWN_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.Reopen(reason, note);
    }
  }

  @Schema(
      name = "AnswerNurture",
      description =
          "Starts a nurture sequence; without a name, the one of the lead's stage. Mails that the lead has had of the"
              + " sequence's version are passed over, unless `again` is true.",
      example = "{\"sequence\":\"education\"}")
  record NurtureRequest(
      @Nullable @Pattern(regexp = OrderLimits.ID_FORM, message = OrderLimits.SEQUENCE_HINT) String sequence,
      @Nullable Boolean again)
      implements AnswerRequest {
    @Override
    public Order asOrder() {
      return new Order.StartNurture(sequence, Boolean.TRUE.equals(again));
    }
  }
}
