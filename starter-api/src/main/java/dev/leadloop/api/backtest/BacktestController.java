package dev.leadloop.api.backtest;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtest.BacktestStore;
import dev.leadloop.backtest.BacktestStore.Changed;
import dev.leadloop.backtests.BacktestDesk;
import dev.leadloop.csv.CsvDownload;
import dev.leadloop.security.Caller;
import dev.leadloop.simulation.backtest.Change;
import dev.leadloop.simulation.backtest.Side;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Policies tried on recorded lives. */
@RestController
@Tag(name = "Policies")
class BacktestController {
  private static final String PATH = "/api/v1/backtests";
  private static final int NEWEST = 100;
  private static final int AT_A_TIME = 1_000;

  private final BacktestDesk desk;
  private final BacktestStore store;

  BacktestController(BacktestDesk desk, BacktestStore store) {
    this.desk = desk;
    this.store = store;
  }

  /**
   * What is asked.
   *
   * @param from first day on which the leads came in
   * @param to last one
   * @param segment a segment of the policy that is tried
   * @param against a version to compare with; none for what happened
   */
  @Schema(name = "BacktestRequest", example = "{\"from\":\"2026-01-01\",\"to\":\"2026-05-31\",\"against\":3}")
  record BacktestRequest(
      @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String segment, @Nullable @Min(1) Integer against) {}

  /** The newest backtests. */
  @Schema(name = "BacktestList")
  record BacktestsView(List<BacktestView> backtests) {}

  /**
   * A lead that changes sides.
   *
   * @param side GAINED where it would be handed over and was not, LOST where it was and would not be
   * @param at when it would be, or was
   * @param lacking what it lacks by the other policy
   * @param rules whose points make the difference
   * @param outcome won, lost, accepted or rejected; none where nobody knows yet
   */
  @Schema(name = "BacktestChange")
  record ChangeView(
      String leadId, @Nullable String name, Side side, Instant at, String cause, List<String> lacking,
      List<Change.RuleChange> rules, @Nullable String outcome) {
    static ChangeView of(Changed one) {
      Change change = one.change();
      return new ChangeView(change.lead().value(), one.name(), change.side(), change.at(), change.cause(), change.lacking(),
          change.rules(), one.outcome());
    }
  }

  /**
   * One page of them.
   *
   * @param next the `after` of the page behind it; none on the last
   */
  @Schema(name = "BacktestChangePage")
  record ChangesView(List<ChangeView> changes, @Nullable String next) {}

  @PostMapping("/api/v1/policies/{policy}/backtest")
  @AlsoAnswers({404, 409, 422})
  @Operation(
      summary = "Begin a backtest of a policy",
      description = "Lives the recorded lives of leads again by a version, such as 3, or a draft, such as d4, knowing at each"
          + " instant what was on record then. Location says where to read how far it is and what it came to.")
  ResponseEntity<BacktestView> begin(
      @PathVariable String policy, @Valid @RequestBody BacktestRequest asked, Caller caller) {
    Backtest begun = desk.begin(
        policy, new BacktestDesk.Asked(asked.from(), asked.to(), asked.segment(), asked.against()), caller);
    return ResponseEntity.status(HttpStatus.ACCEPTED).header("Location", PATH + "/" + begun.id()).body(view(begun));
  }

  @GetMapping(PATH)
  @Operation(summary = "List backtests", description = "The newest hundred.")
  BacktestsView list(@RequestParam(required = false) @Nullable String policy) {
    return new BacktestsView(desk.newest(policy, NEWEST).stream().map(one -> BacktestView.of(one, List.of())).toList());
  }

  @GetMapping(PATH + "/{backtestId}")
  @Operation(summary = "Show a backtest", description = "How far it is, and what it came to once it is done.")
  BacktestView show(@PathVariable String backtestId) {
    return view(desk.one(backtestId));
  }

  @GetMapping(PATH + "/{backtestId}/changes")
  @Operation(summary = "Read which leads change sides, and why")
  ChangesView changes(
      @PathVariable String backtestId,
      @RequestParam(defaultValue = "GAINED") Side side,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(AT_A_TIME) int limit) {
    List<Changed> found = store.changes(desk.one(backtestId).id(), side, after, limit + 1);
    List<ChangeView> page = found.stream().limit(limit).map(ChangeView::of).toList();
    return new ChangesView(page, found.size() > limit ? page.getLast().leadId() : null);
  }

  @GetMapping(PATH + "/{backtestId}/changes.csv")
  @Operation(summary = "Export which leads change sides, and why")
  void export(@PathVariable String backtestId, HttpServletResponse response) throws IOException {
    String id = desk.one(backtestId).id();
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"backtest.csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CsvDownload csv = new CsvDownload(writer);
    csv.write(List.of("lead_id", "name", "side", "at", "cause", "lacking", "rules", "outcome"));
    for (Side side : List.of(Side.GAINED, Side.LOST)) {
      List<Changed> part = store.changes(id, side, null, AT_A_TIME);
      while (!part.isEmpty()) {
        for (Changed one : part) {
          csv.write(cells(one));
        }
        part = part.size() < AT_A_TIME
            ? List.of() : store.changes(id, side, part.getLast().change().lead().value(), AT_A_TIME);
      }
    }
    csv.flush();
    writer.flush();
  }

  private static List<String> cells(Changed one) {
    Change change = one.change();
    String rules = change.rules().stream()
        .map(rule -> rule.label() + ": " + rule.is() + " instead of " + rule.was()).collect(Collectors.joining("; "));
    return List.of(change.lead().value(), Objects.toString(one.name(), ""), change.side().name(), change.at().toString(),
        change.cause(), String.join("; ", change.lacking()), rules, Objects.toString(one.outcome(), ""));
  }

  @PostMapping(PATH + "/{backtestId}/stop")
  @Operation(summary = "Stop a backtest", description = "For good; one that is done stays so.")
  BacktestView stop(@PathVariable String backtestId, Caller caller) {
    return view(desk.stop(backtestId, caller));
  }

  @DeleteMapping(PATH + "/{backtestId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @AlsoAnswers({404, 409})
  @Operation(
      summary = "Take a backtest out",
      description = "With its result, for good. One that is under way is to be stopped first. Whatever nobody takes out goes a"
          + " year after it was over.")
  void delete(@PathVariable String backtestId, Caller caller) {
    desk.delete(backtestId, caller);
  }

  private BacktestView view(Backtest one) {
    return BacktestView.of(one, desk.leftOut(one));
  }
}
