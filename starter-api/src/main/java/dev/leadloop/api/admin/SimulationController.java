package dev.leadloop.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.dryrun.DryRunCsv;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.policies.DryRunDesk;
import dev.leadloop.policies.DryRunDesk.Sent;
import dev.leadloop.policies.DryRunDesk.Wish;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.store.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dry runs: what a policy would do to leads, as jobs. */
@RestController
@Tag(name = "Policies")
class SimulationController {
  private static final String PATH = "/api/v1/simulations";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonMapper SHOWN = JsonMapper.builder().build();

  private final DryRunDesk desk;

  SimulationController(DryRunDesk desk) {
    this.desk = desk;
  }

  /** What is to be played. */
  @Schema(
      name = "SimulationAsked",
      example = "{\"policy\":\"1\",\"against\":\"1\",\"segment\":{\"fact\":\"country\",\"in\":[\"DE\"]},"
          + "\"days\":30,\"sales\":\"in-time\"}")
  record SimulationRequest(
      @Nullable @Schema(description =
      "a version such as 3, or a draft such as d4; left out for the version in force") String policy,
      @Nullable @Schema(description = "a policy document instead, as YAML") String document,
      @Nullable @Schema(description = "a version or a draft to compare with; left out for no comparison") String against,
      @Nullable @Schema(types = "object",
      description = "the leads: a condition as campaigns have, or the name of a segment of the policy; left out for"
      + " all") JsonNode segment,
      @Nullable @Schema(description = "the leads of a CSV file instead, its text") String csv,
      @Nullable @Schema(types = "object", description = "what its columns mean, as an import takes it") JsonNode mapping,
      @Nullable @Schema(description = "days to play, from 1 to 730; 90") Integer days,
      @Nullable @Schema(description = "decides chance; 1") Long seed,
      @Nullable @Schema(description = "never, in-time (the default) or recorded") String sales,
      @Nullable @Schema(description = "of the leads of a file: none (the default) or replay") String engagement) {}

  /**
   * A dry run.
   *
   * @param done lives that are through; a lead that is played under two policies has two
   * @param total null where nobody knows yet
   * @param failure why there is no result; null where there is one, or may be
   * @param result null until it is done, and in lists
   */
  @Schema(name = "Simulation")
  record SimulationView(
      String simulationId, Instant createdAt, String createdBy, String policy, @Nullable String against, int days, String sales,
      String state, int done, @Nullable Integer total, @Nullable String failure,
      @Nullable @Schema(types = "object") JsonNode result) {}

  /** The newest dry runs, without their results. */
  @Schema(name = "SimulationList")
  record SimulationsView(List<SimulationView> simulations) {}

  @PostMapping(PATH)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @AlsoAnswers(409)
  @Operation(
      summary = "Play a policy over leads, and change nothing",
      description = "Lends the decision that runs live a virtual clock for some days: what would be sent and held back and"
      + " why, who"
          + " would become MQL, PQL and SQL, what sales would get by rep and day and, with `against`, which leads change"
          + " sides and"
          + " why. Nothing is sent, and nothing is written to a lead. Runs are carried out one after the other; one whose"
          + " process is"
          + " ended in the middle is begun again and comes to the same. The newest 50 are kept.")
  ResponseEntity<SimulationView> order(@Valid @RequestBody SimulationRequest asked, Caller caller) {
    Simulation simulation = desk.order(
        new Wish(
            asked.policy(), asked.document(), asked.against(), json(asked.segment()), file(asked), asked.days(), asked.seed(),
            asked.sales(), asked.engagement()),
        caller);
    return ResponseEntity.status(HttpStatus.ACCEPTED).header("Location", PATH + "/" + simulation.id()).body(view(simulation));
  }

  @GetMapping(PATH)
  @Operation(summary = "List dry runs", description = "The newest first, without their results.")
  SimulationsView list() {
    return new SimulationsView(desk.newest().stream().map(SimulationController::view).toList());
  }

  @GetMapping(PATH + "/{simulationId}")
  @Operation(
      summary = "Show a dry run",
      description = "How far it is, and what came of it: counts of both policies, by day, by rep and day, by mail, why mails"
      + " were held"
          + " back, what it rests on, and the first 2,000 leads that differ.")
  SimulationView show(@PathVariable String simulationId) {
    return view(desk.one(simulationId));
  }

  @GetMapping(PATH + "/{simulationId}/changes.csv")
  @AlsoAnswers(409)
  @Operation(summary = "Download the leads of a dry run that differ")
  void changes(@PathVariable String simulationId, HttpServletResponse response) throws IOException {
    DryRunReport report = result(simulationId);
    DryRunCsv.changes(report, download(simulationId, "changes", response));
  }

  @GetMapping(PATH + "/{simulationId}/days.csv")
  @AlsoAnswers(409)
  @Operation(summary = "Download what happens in a dry run by day")
  void days(@PathVariable String simulationId, HttpServletResponse response) throws IOException {
    DryRunReport report = result(simulationId);
    DryRunCsv.days(report, download(simulationId, "days", response));
  }

  @GetMapping(PATH + "/{simulationId}/reps.csv")
  @AlsoAnswers(409)
  @Operation(summary = "Download what sales gets in a dry run by rep and day")
  void reps(@PathVariable String simulationId, HttpServletResponse response) throws IOException {
    DryRunReport report = result(simulationId);
    DryRunCsv.reps(report, download(simulationId, "reps", response));
  }

  @PostMapping(PATH + "/{simulationId}/stop")
  @Operation(summary = "Stop a dry run", description = "One that is over stays as it is. Nothing is kept of one that is stopped.")
  SimulationView stop(@PathVariable String simulationId) {
    return view(desk.stop(simulationId));
  }

  private DryRunReport result(String simulationId) {
    Simulation simulation = desk.one(simulationId);
    DryRunReport report = simulation.result();
    if (report == null) {
      throw Problem.REFUSED.because("This dry run has no result"
          + (simulation.failure() == null ? " yet." : ": " + simulation.failure()));
    }
    return report;
  }

  private static Writer download(String simulationId, String what, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"simulation-" + simulationId + "-" + what + ".csv\"");
    return response.getWriter();
  }

  private static SimulationView view(Simulation simulation) {
    DryRunReport report = simulation.result();
    var against = simulation.order().against();
    return new SimulationView(
        simulation.id(), simulation.createdAt(), simulation.createdBy().toString(), simulation.order().policy().said(),
        against == null ? null : against.said(), simulation.order().days(), simulation.order().sales().word(),
        simulation.state().name().toLowerCase(Locale.ROOT), simulation.done(), simulation.total(), simulation.failure(),
        report == null ? null : SHOWN.readTree(Json.write(report)));
  }

  private static @Nullable Sent file(SimulationRequest asked) {
    JsonNode mapping = asked.mapping();
    return asked.csv() == null ? null
        : new Sent(DryRunDesk.OF_CALL, asked.csv().getBytes(StandardCharsets.UTF_8),
            mapping == null || mapping.isNull() ? null : mapping.toString(), null);
  }

  private static com.fasterxml.jackson.databind.@Nullable JsonNode json(@Nullable JsonNode node) {
    try {
      return node == null || node.isNull() ? null : JSON.readTree(node.toString());
    } catch (JsonProcessingException unreadable) {
      throw FieldError.in("segment", "is not JSON");
    }
  }
}
