package dev.leadloop.orders;

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

/**
 * An answer to a handoff or an order for a lead, as a person gives it. Where a cycle is left out, the handoff open now is
 * meant.
 */
public sealed interface Order {
  /** The free text that goes with it; never leaves the database. */
  default @Nullable String note() {
    return null;
  }

  /** When it happened, as far as whoever gives it says. */
  default @Nullable Instant occurredAt() {
    return null;
  }

  /** Takes the handoff. */
  record Accept(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /** Gives the handoff back for a reason of the catalogue. */
  record Reject(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /** Returns the lead to nurture, until a date if one is given. */
  record Return(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Plausible Instant until)
      implements Order {}

  /** Moves the handoff to a rep; without one, routing chooses. */
  record Reassign(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @Nullable @Pattern(regexp = OrderLimits.ID_FORM, message = OrderLimits.REP_HINT) String toRep,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /** Takes an unanswered handoff back, for a reason of one's own. */
  record Withdraw(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.OWN_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /** Takes the handoff from whoever has it, and accepts it with that. */
  record TakeOver(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /** Stops the answer time for a reason of the policy, as long as allowed where no end is given. */
  record Pause(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.PAUSE_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Plausible Instant until)
      implements Order {}

  /** Lets the answer time go on. */
  record Resume(
      @Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /** Puts reminders off; the deadline stays. */
  record Snooze(@Nullable @Min(0) @Max(OrderLimits.CYCLE) Integer cycle, @NotNull @Plausible Instant until)
      implements Order {}

  /** Reports that sales has been in touch. */
  record Contact(@Nullable @Size(max = OrderLimits.NOTE) String note) implements Order {}

  /** Reports what became of an accepted lead. */
  record ReportOutcome(
      @NotNull @Pattern(regexp = OrderLimits.RESULT_FORM, message = OrderLimits.RESULT_HINT) String result,
      @Nullable
          @DecimalMin(OrderLimits.LEAST_AMOUNT)
          @DecimalMax(OrderLimits.MOST_AMOUNT)
          @Digits(integer = OrderLimits.AMOUNT_DIGITS, fraction = OrderLimits.AMOUNT_FRACTION)
          BigDecimal amount,
      @Nullable @Pattern(regexp = OrderLimits.CURRENCY_FORM, message = OrderLimits.CURRENCY_HINT) String currency,
      @Nullable @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Plausible Instant occurredAt)
      implements Order {}

  /** Settles a review. */
  record Review(
      @NotNull @Pattern(regexp = OrderLimits.REVIEW_FORM, message = OrderLimits.REVIEW_HINT) String order,
      @Nullable @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.OWN_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /** Takes a closed lead up again, for a reason of one's own. */
  record Reopen(
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.OWN_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note)
      implements Order {}

  /**
   * Starts a nurture sequence.
   *
   * @param sequence null for the one of the lead's stage
   * @param again whether mails that the lead has had are sent once more
   */
  record StartNurture(
      @Nullable @Pattern(regexp = OrderLimits.ID_FORM, message = OrderLimits.SEQUENCE_HINT) String sequence, boolean again)
      implements Order {}
}
