package dev.leadloop.api.bulk;

import dev.leadloop.bulk.BulkOrders;
import dev.leadloop.bulkorders.ManyLeads;
import dev.leadloop.bulkorders.What;
import dev.leadloop.orders.Order;
import dev.leadloop.orders.OrderLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be ordered for many leads, as calls send it. */
final class BulkRequests {
  private BulkRequests() {}

  /** An order and for whom it is. */
  sealed interface BulkRequest {
    /** The leads by id; null where a filter finds them. */
    @Nullable List<String> leadIds();

    /** As GET /api/v1/leads is asked; null where leads are named. */
    @Nullable Map<String, String> filter();

    /** Whether only to tell what would become of it. */
    @Nullable Boolean preview();

    /** For how many leads it is meant; null where nobody counted. */
    @Nullable Integer expected();

    /** What is ordered. */
    What what();

    /** For whom it is. */
    default ManyLeads many() {
      return new ManyLeads(leadIds(), filter());
    }
  }

  @Schema(
      name = "BulkNurture",
      description = "Enrols leads in a sequence; without one, in that of each lead's stage.",
      example = "{\"filter\":{\"stage\":\"NURTURING\",\"source\":\"webinar\"},\"sequence\":\"nurture\",\"preview\":true}")
  record ManyNurtureRequest(
      @Nullable @Size(max = BulkOrders.MOST) List<@Size(max = 64) String> leadIds,
      @Nullable @Size(max = 20) Map<String, @Size(max = 200) String> filter,
      @Nullable @Pattern(regexp = OrderLimits.ID_FORM, message = OrderLimits.SEQUENCE_HINT) String sequence,
      @Nullable @Schema(description = "true to mail leads once more what they have had of the sequence's version") Boolean again,
      @Nullable @Schema(description = PREVIEW) Boolean preview,
      @Nullable @Schema(description = EXPECTED) Integer expected)
      implements BulkRequest {
    @Override
    public What what() {
      return new What.Told(new Order.StartNurture(sequence, Boolean.TRUE.equals(again)));
    }
  }

  @Schema(
      name = "BulkSuppress",
      description = "Suppresses the addresses of leads.",
      example = "{\"leadIds\":[\"01a223f3-e2f5-7d4b-a959-24195fd8e0f7\"],\"reason\":\"asked_by_phone\"}")
  record ManySuppressRequest(
      @Nullable @Size(max = BulkOrders.MOST) List<@Size(max = 64) String> leadIds,
      @Nullable @Size(max = 20) Map<String, @Size(max = 200) String> filter,
      @NotNull String reason,
      @Nullable @Schema(description = PREVIEW) Boolean preview,
      @Nullable @Schema(description = EXPECTED) Integer expected)
      implements BulkRequest {
    @Override
    public What what() {
      return new What.Suppress(reason);
    }
  }

  @Schema(
      name = "BulkReassign",
      description = "Moves the open handoffs of leads to a rep; without one, routing chooses for each.",
      example = "{\"filter\":{\"owner\":\"rep-1\"},\"toRep\":\"rep-2\"}")
  record ManyReassignRequest(
      @Nullable @Size(max = BulkOrders.MOST) List<@Size(max = 64) String> leadIds,
      @Nullable @Size(max = 20) Map<String, @Size(max = 200) String> filter,
      @Nullable @Pattern(regexp = OrderLimits.ID_FORM, message = OrderLimits.REP_HINT) String toRep,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Schema(description = PREVIEW) Boolean preview,
      @Nullable @Schema(description = EXPECTED) Integer expected)
      implements BulkRequest {
    @Override
    public What what() {
      return new What.Told(new Order.Reassign(null, toRep, note));
    }
  }

  @Schema(
      name = "BulkReopen",
      description = "Takes closed leads up again.",
      example = "{\"filter\":{\"stage\":\"LOST\"},\"reason\":\"new_product\",\"expected\":12}")
  record ManyReopenRequest(
      @Nullable @Size(max = BulkOrders.MOST) List<@Size(max = 64) String> leadIds,
      @Nullable @Size(max = 20) Map<String, @Size(max = 200) String> filter,
      @NotNull @Pattern(regexp = OrderLimits.REASON_FORM, message = OrderLimits.OWN_REASON_HINT) String reason,
      @Nullable @Size(max = OrderLimits.NOTE) String note,
      @Nullable @Schema(description = PREVIEW) Boolean preview,
      @Nullable @Schema(description = EXPECTED) Integer expected)
      implements BulkRequest {
    @Override
    public What what() {
      return new What.Told(new Order.Reopen(reason, note));
    }
  }

  private static final String PREVIEW = "true to be told what would become of it, and to change nothing";
  private static final String EXPECTED = "for how many leads it is meant; where they are not as many, nothing is done";
}
