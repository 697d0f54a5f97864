package dev.leadloop.api.bulk;

import dev.leadloop.bulk.BulkOrder;
import dev.leadloop.bulk.BulkResultStore.Counted;
import dev.leadloop.bulk.BulkResultStore.Result;
import dev.leadloop.temporal.bulk.BulkOrderWorkflow;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bulk order as it is shown.
 *
 * @param what in a few words
 * @param leads how many were chosen
 * @param given for how many of them it was given; what became of it each lead decides then
 * @param done for how many it was followed
 * @param waits for how many it is not given or not decided yet
 * @param passedOver for how many it was refused, by reason
 */
@Schema(name = "BulkOrder")
record BulkOrderView(
    String id,
    String what,
    String state,
    @Nullable String stoppedBy,
    int leads,
    int given,
    int done,
    int waits,
    List<ReasonView> passedOver,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    Map<String, String> links) {

  /** Leads for which it was refused for one reason. */
  @Schema(name = "BulkOrderReason")
  record ReasonView(
      @Schema(description = "a stable word, such as `not-closed`") String why,
      @Schema(description = "what one of them was answered") String message,
      int leads) {}

  static BulkOrderView of(BulkOrder order, List<Counted> counts, TemporalUi ui) {
    Map<String, String> links = new TreeMap<>();
    links.put("self", "/api/v1/bulk-orders/" + order.id());
    links.put("results", "/api/v1/bulk-orders/" + order.id() + "/results");
    ui.history(BulkOrderWorkflow.workflowId(order.id())).ifPresent(link -> links.put("temporal", link));
    return new BulkOrderView(
        order.id(), order.content().words(), order.progress().state(), order.stoppedBy(), order.progress().leads(),
        order.progress().given(), leads(counts, Result.DONE), leads(counts, Result.WAITS),
        counts.stream()
            .filter(one -> one.result() == Result.PASSED_OVER)
            .map(one -> new ReasonView(String.valueOf(one.code()), String.valueOf(one.message()), one.leads()))
            .toList(),
        order.by().toString(), order.createdAt(), order.finishedAt(), links);
  }

  private static int leads(List<Counted> counts, Result result) {
    return counts.stream().filter(one -> one.result() == result).mapToInt(Counted::leads).sum();
  }
}
