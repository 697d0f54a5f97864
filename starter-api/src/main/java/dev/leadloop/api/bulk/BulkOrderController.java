package dev.leadloop.api.bulk;

import dev.leadloop.api.bulk.BulkRequests.BulkRequest;
import dev.leadloop.api.bulk.BulkRequests.ManyNurtureRequest;
import dev.leadloop.api.bulk.BulkRequests.ManyReassignRequest;
import dev.leadloop.api.bulk.BulkRequests.ManyReopenRequest;
import dev.leadloop.api.bulk.BulkRequests.ManySuppressRequest;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.bulk.BulkOrder;
import dev.leadloop.bulk.BulkOrderStore;
import dev.leadloop.bulk.BulkResultStore;
import dev.leadloop.bulk.BulkResultStore.Line;
import dev.leadloop.bulk.BulkResultStore.Result;
import dev.leadloop.bulkorders.BulkDesk;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One order for many leads. */
@RestController
@Tag(name = "Bulk orders")
class BulkOrderController {
  private static final String PATH = "/api/v1/bulk-orders";
  private static final int NEWEST = 100;
  private static final String KEY = "Idempotency-Key";
  private static final String KEY_FORM = "[!-~]{1,128}";
  private static final String KEY_HINT = "may have 1 to 128 visible ASCII characters";
  private static final String HOW =
      "For the leads of `leadIds`, or for all that GET /api/v1/leads finds by `filter`, at most 10,000. With `preview` true the"
          + " answer is 200, tells for how many it would be followed and for how many not and why, by the rules that decide"
          + " about it, and changes nothing. Else it is 202: each lead is told by and by, and decides as if the order were given"
          + " for it alone; Location says where to read what became of it. Given again with the same Idempotency-Key it is the"
          + " same order.";

  private final BulkDesk desk;
  private final BulkOrderStore store;
  private final BulkResultStore results;
  private final TemporalUi ui;

  BulkOrderController(BulkDesk desk, BulkOrderStore store, JdbcClient jdbc, TemporalUi ui) {
    this.desk = desk;
    this.store = store;
    this.results = new BulkResultStore(jdbc);
    this.ui = ui;
  }

  /** The newest bulk orders. */
  @Schema(name = "BulkOrderList")
  record BulkOrdersView(List<BulkOrderView> bulkOrders) {}

  /**
   * What became of a bulk order for one lead.
   *
   * @param why a stable word; null where it waits
   * @param message in words; null where it waits
   */
  @Schema(name = "BulkOrderResult")
  record ResultView(String leadId, String result, @Nullable String why, @Nullable String message) {}

  /**
   * One page of them, in the order in which the leads were chosen.
   *
   * @param next the `after` of the page behind it; null on the last
   */
  @Schema(name = "BulkOrderResultPage")
  record ResultsView(List<ResultView> results, @Nullable Integer next) {}

  @PostMapping(PATH + "/nurture")
  @AlsoAnswers({409, 422})
  @Operation(
      summary = "Enrol many leads in a sequence", description = HOW,
      responses = {
        @ApiResponse(responseCode = "200", description = "What would become of it"),
        @ApiResponse(responseCode = "202", description = "It is given")
      })
  ResponseEntity<BulkOrderResponse> nurture(
      @Valid @RequestBody ManyNurtureRequest asked,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return take(asked, key, caller);
  }

  @PostMapping(PATH + "/suppress")
  @AlsoAnswers({409, 422})
  @Operation(
      summary = "Suppress the addresses of many leads", description = HOW,
      responses = {
        @ApiResponse(responseCode = "200", description = "What would become of it"),
        @ApiResponse(responseCode = "202", description = "It is given")
      })
  ResponseEntity<BulkOrderResponse> suppress(
      @Valid @RequestBody ManySuppressRequest asked,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return take(asked, key, caller);
  }

  @PostMapping(PATH + "/reassign")
  @AlsoAnswers({409, 422})
  @Operation(
      summary = "Move the handoffs of many leads", description = HOW,
      responses = {
        @ApiResponse(responseCode = "200", description = "What would become of it"),
        @ApiResponse(responseCode = "202", description = "It is given")
      })
  ResponseEntity<BulkOrderResponse> reassign(
      @Valid @RequestBody ManyReassignRequest asked,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return take(asked, key, caller);
  }

  @PostMapping(PATH + "/reopen")
  @AlsoAnswers({409, 422})
  @Operation(
      summary = "Take many closed leads up again", description = HOW,
      responses = {
        @ApiResponse(responseCode = "200", description = "What would become of it"),
        @ApiResponse(responseCode = "202", description = "It is given")
      })
  ResponseEntity<BulkOrderResponse> reopen(
      @Valid @RequestBody ManyReopenRequest asked,
      @RequestHeader(name = KEY, required = false) @Pattern(regexp = KEY_FORM, message = KEY_HINT) @Nullable String key,
      Caller caller) {
    return take(asked, key, caller);
  }

  private ResponseEntity<BulkOrderResponse> take(BulkRequest asked, @Nullable String key, Caller caller) {
    if (Boolean.TRUE.equals(asked.preview())) {
      return ResponseEntity.ok(new BulkOrderResponse(
          null, BulkOrderResponse.PreviewView.of(desk.preview(asked.many(), asked.what(), caller))));
    }
    BulkOrder order = desk.give(asked.many(), asked.what(), asked.expected(), caller, key);
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header("Location", PATH + "/" + order.id())
        .body(new BulkOrderResponse(shown(order), null));
  }

  @GetMapping(PATH)
  @Operation(summary = "List bulk orders", description = "The newest hundred.")
  BulkOrdersView list() {
    return new BulkOrdersView(store.newest(NEWEST).stream().map(this::shown).toList());
  }

  @GetMapping(PATH + "/{bulkOrderId}")
  @Operation(summary = "Show a bulk order", description = "How far it is, and what became of it by reason.")
  BulkOrderView show(@PathVariable String bulkOrderId) {
    return shown(desk.one(bulkOrderId));
  }

  @GetMapping(PATH + "/{bulkOrderId}/results")
  @Operation(summary = "Read what became of a bulk order, lead by lead")
  ResultsView results(
      @PathVariable String bulkOrderId,
      @RequestParam(required = false)
          @Parameter(schema = @Schema(type = "string", allowableValues = {"done", "passed-over", "waits"}))
          @Nullable String result,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit) {
    BulkOrder order = desk.one(bulkOrderId);
    List<Line> found = results.lines(order.id(), result(result), after, limit + 1);
    List<Line> page = found.stream().limit(limit).toList();
    return new ResultsView(
        page.stream().map(one -> new ResultView(one.leadId(), one.result().called(), one.code(), one.message())).toList(),
        found.size() > limit ? page.getLast().n() : null);
  }

  @PostMapping(PATH + "/{bulkOrderId}/stop")
  @Operation(summary = "Stop a bulk order", description = "For good; for whom it was given, it stands.")
  BulkOrderView stop(@PathVariable String bulkOrderId, Caller caller) {
    return shown(desk.stop(bulkOrderId, caller));
  }

  private static @Nullable Result result(@Nullable String called) {
    if (called == null) {
      return null;
    }
    return Arrays.stream(Result.values()).filter(one -> one.called().equals(called)).findFirst().orElseThrow(
        () -> FieldError.in(
            "result", NearestName.among(called, Arrays.stream(Result.values()).map(Result::called).toList())));
  }

  private BulkOrderView shown(BulkOrder order) {
    return BulkOrderView.of(order, results.counts(order.id()), ui);
  }
}
