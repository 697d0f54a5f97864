package dev.leadloop.api.answer;

import dev.leadloop.api.web.Plausible;
import dev.leadloop.lifecycle.EventBody;
import dev.leadloop.lifecycle.EventBody.Outcome;
import dev.leadloop.lifecycle.EventBody.ReviewOrder;
import dev.leadloop.text.VisibleText;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bodies of answers and orders; each knows the event it asks for. */
public final class AnswerRequests {
  private static final String REASON = "[a-z][a-z0-9_]{0,63}";
  private static final String REASON_HINT = "must be a code of the policy's catalogue, such as no_budget";
  private static final String OWN_REASON_HINT = "must be a short word of your own in small letters, such as came_back";
  private static final int LONGEST_NOTE = 4_000;

  private AnswerRequests() {}

  /** An answer or order that can be written into the inbox. */
  public interface Order {
    /** What it says, in codes. */
    EventBody body();

    /** The free text that goes with it; never leaves the database. */
    default @Nullable String note() {
      return null;
    }

    /** The words shown in the history; a reason is not among them, since nobody has looked at it yet. */
    String label();

    /** When it happened, as far as the caller says. */
    default @Nullable Instant occurredAt() {
      return null;
    }
  }

  private static int number(@Nullable Integer cycle) {
    return cycle == null ? 0 : cycle;
  }

  private static boolean given(@Nullable String note) {
    return VisibleText.known(note) != null;
  }

  @Schema(description = "Takes the handoff. Without a cycle, the one open now.", example = "{\"cycle\":1}")
  public record Accept(@Nullable @Min(0) @Max(100_000) Integer cycle, @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Accepted(number(cycle));
    }

    @Override
    public String label() {
      return "accept";
    }
  }

  @Schema(
      description = "Gives the handoff back for a reason of the catalogue.",
      example = "{\"cycle\":1,\"reason\":\"no_budget\",\"note\":\"Budget is decided in autumn.\"}")
  public record Reject(
      @Nullable @Min(0) @Max(100_000) Integer cycle,
      @NotNull @Pattern(regexp = REASON, message = REASON_HINT) String reason,
      @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Rejected(number(cycle), reason, given(note));
    }

    @Override
    public String label() {
      return "reject";
    }
  }

  @Schema(
      description = "Returns the lead to nurture, until a date if one is given.",
      example = "{\"cycle\":1,\"reason\":\"not_now\",\"until\":\"2026-09-01T08:00:00Z\"}")
  public record Return(
      @Nullable @Min(0) @Max(100_000) Integer cycle,
      @NotNull @Pattern(regexp = REASON, message = REASON_HINT) String reason,
      @Nullable @Size(max = LONGEST_NOTE) String note,
      @Nullable @Plausible Instant until)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Returned(number(cycle), reason, given(note), until);
    }

    @Override
    public String label() {
      return "return";
    }
  }

  @Schema(description = "Moves the handoff to a rep; without one, routing chooses.", example = "{\"toRep\":\"rep-2\"}")
  public record Reassign(
      @Nullable @Min(0) @Max(100_000) Integer cycle,
      @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "is not a rep's id") String toRep,
      @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Reassigned(number(cycle), toRep);
    }

    @Override
    public String label() {
      return "reassign";
    }
  }

  @Schema(description = "Takes an unanswered handoff back.", example = "{\"reason\":\"duplicate\"}")
  public record Withdraw(
      @Nullable @Min(0) @Max(100_000) Integer cycle,
      @NotNull @Pattern(regexp = REASON, message = OWN_REASON_HINT) String reason,
      @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Withdrawn(number(cycle), reason);
    }

    @Override
    public String label() {
      return "withdraw";
    }
  }

  @Schema(
      description = "Takes the handoff from whoever has it, and accepts it with that.",
      example = "{\"cycle\":1}")
  public record TakeOver(@Nullable @Min(0) @Max(100_000) Integer cycle, @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.TakenOver(number(cycle));
    }

    @Override
    public String label() {
      return "take over";
    }
  }

  @Schema(
      description = "Stops the answer time for a reason of the policy, at most as long as the policy allows.",
      example = "{\"cycle\":1,\"reason\":\"waiting_for_lead\",\"until\":\"2026-09-01T08:00:00Z\"}")
  public record Pause(
      @Nullable @Min(0) @Max(100_000) Integer cycle,
      @NotNull @Pattern(regexp = REASON, message = "must be a reason of the policy's 'pause', such as waiting_for_lead")
          String reason,
      @Nullable @Size(max = LONGEST_NOTE) String note,
      @Nullable @Plausible @Schema(description = "when it goes on by itself; as late as allowed when left out") Instant until)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.PauseAsked(number(cycle), reason, until);
    }

    @Override
    public String label() {
      return "pause";
    }
  }

  @Schema(description = "Lets the answer time go on.", example = "{\"cycle\":1}")
  public record Resume(@Nullable @Min(0) @Max(100_000) Integer cycle, @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.ResumeAsked(number(cycle));
    }

    @Override
    public String label() {
      return "resume";
    }
  }

  @Schema(
      description = "Puts reminders off; the deadline stays.",
      example = "{\"cycle\":1,\"until\":\"2026-09-01T08:00:00Z\"}")
  public record Snooze(@Nullable @Min(0) @Max(100_000) Integer cycle, @NotNull @Plausible Instant until) implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Snoozed(number(cycle), until);
    }

    @Override
    public String label() {
      return "snooze";
    }
  }

  @Schema(description = "Reports that sales has been in touch.", example = "{\"note\":\"Call booked.\"}")
  public record Contact(@Nullable @Size(max = LONGEST_NOTE) String note) implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Contacted();
    }

    @Override
    public String label() {
      return "contact";
    }
  }

  @Schema(
      description = "Reports what became of an accepted lead. A step back needs a reason.",
      example = "{\"result\":\"opportunity\",\"amount\":12000.00,\"currency\":\"EUR\"}")
  public record OutcomeReport(
      @NotNull
          @Pattern(
              regexp = "opportunity|won|lost|recycled|disqualified",
              message = "must be opportunity, won, lost, recycled or disqualified")
          String result,
      @Nullable @DecimalMin("0") @DecimalMax("1000000000000") @Digits(integer = 13, fraction = 4) BigDecimal amount,
      @Nullable @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR") String currency,
      @Nullable @Pattern(regexp = REASON, message = REASON_HINT) String reason,
      @Nullable @Size(max = LONGEST_NOTE) String note,
      @Nullable @Plausible @Schema(description = "when it happened; now when left out") Instant occurredAt)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.OutcomeReported(
          Outcome.valueOf(result.toUpperCase(Locale.ROOT)), amount, currency, reason, given(note));
    }

    @Override
    public String label() {
      return "outcome: " + result;
    }
  }

  @Schema(description = "Settles a review.", example = "{\"order\":\"qualify\"}")
  public record Review(
      @NotNull @Pattern(regexp = "qualify|dismiss", message = "must be qualify or dismiss") String order,
      @Nullable @Pattern(regexp = REASON, message = OWN_REASON_HINT) String reason,
      @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.ReviewDecided(ReviewOrder.valueOf(order.toUpperCase(Locale.ROOT)), reason);
    }

    @Override
    public String label() {
      return "review: " + order;
    }
  }

  @Schema(
      description = "Takes a closed lead up again. The reason is a word of your own, none of the reasons sales gives for a no.",
      example = "{\"reason\":\"came_back\"}")
  public record Reopen(
      @NotNull @Pattern(regexp = REASON, message = OWN_REASON_HINT) String reason,
      @Nullable @Size(max = LONGEST_NOTE) String note)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.Reopened(reason);
    }

    @Override
    public String label() {
      return "reopen";
    }
  }

  @Schema(
      description =
          "Starts a nurture sequence; without a name, the one of the lead's stage. Mails that the lead has had of the"
              + " sequence's version are passed over, unless `again` is true.",
      example = "{\"sequence\":\"education\"}")
  public record Nurture(
      @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "is not a sequence's id") String sequence,
      @Nullable Boolean again)
      implements Order {
    @Override
    public EventBody body() {
      return new EventBody.NurtureOrdered(sequence, Boolean.TRUE.equals(again));
    }

    @Override
    public String label() {
      return "start nurture";
    }
  }
}
