package dev.leadloop.api.connector;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.connect.Connectors;
import dev.leadloop.connectors.ConnectorDesk;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Other systems that are kept in step with ours. */
@RestController
@Tag(name = "Connectors")
class ConnectorController {
  private static final String PATH = "/api/v1/connectors";
  private static final String ONE = PATH + "/{connectorId}";

  private final ConnectorDesk desk;

  ConnectorController(ConnectorDesk desk) {
    this.desk = desk;
  }

  /** A kind of system there is a connector for, and the mapping to begin with. */
  @Schema(name = "ConnectorKind")
  record KindView(String kind, String title, String preset) {}

  /** All connectors, and the kinds there are. */
  @Schema(name = "Connectors")
  record ConnectorsView(List<ConnectorView> connectors, List<KindView> kinds) {}

  /**
   * A connector as it is to be.
   *
   * @param mapping YAML
   * @param credential left out: as it was
   * @param signingSecret what the other side signs its webhooks with; left out: as it was
   */
  @Schema(
      name = "ConnectorSet",
      example = "{\"mapping\":\"kind: hubspot\\nfields:\\n  email: {from: email}\\n\",\"credential\":\"pat-na1-...\"}")
  record ConnectorRequest(
      @NotNull @Size(max = 100_000) String mapping, @Nullable @Size(max = 4_000) String credential,
      @Nullable @Size(max = 4_000) String signingSecret) {}

  /** What is wrong with a line of the mapping. */
  @Schema(name = "ConnectorMappingProblem")
  record ProblemView(int line, String message) {}

  /** What the account says of the mapping. */
  @Schema(name = "ConnectorChecked")
  record CheckedView(List<String> dropped, List<ProblemView> problems, List<String> unknownUsers) {}

  /** What the first run would do, told from the newest leads. */
  @Schema(name = "ConnectorPreview")
  record PreviewView(long leads, int lookedAt, int created, int changed, int left, List<String> examples) {}

  /** A lead that the other side did not want, in its words. */
  @Schema(name = "ConnectorSetAside")
  record AsideView(String leadId, String why, int attempts, Instant since) {}

  /** Those leads, the oldest first; at most 1,000. */
  @Schema(name = "ConnectorSetAsides")
  record AsidesView(List<AsideView> setAside) {}

  /** Which of them to try again; all where none is named. */
  @Schema(name = "ConnectorRetry", example = "{\"leadId\":\"01JD4Z6M3V8Q2RYB7T5KCX9WPE\"}")
  record RetryRequest(@Nullable @Size(max = 64) String leadId) {}

  /** How many are tried again. */
  @Schema(name = "ConnectorRetried")
  record RetryResponse(int leads) {}

  @GetMapping(PATH)
  @Operation(summary = "List connectors", description = "With how far each is, and the kinds there are.")
  ConnectorsView list() {
    return new ConnectorsView(
        desk.all().stream().map(ConnectorView::of).toList(),
        desk.vendors().stream().map(one -> new KindView(one.kind(), one.title(), one.preset())).toList());
  }

  @GetMapping(ONE)
  @Operation(summary = "Show a connector")
  ConnectorView show(@PathVariable String connectorId) {
    return ConnectorView.of(desk.one(connectorId));
  }

  @PutMapping(ONE)
  @Operation(
      summary = "Set up or change a connector",
      description = "The mapping is checked by its form, with the line of each mistake; check looks at the account as well. Every"
          + " lead is looked at anew after a change. Secrets are sealed before they are kept, and never shown.")
  ConnectorView put(@PathVariable String connectorId, @Valid @RequestBody ConnectorRequest asked, Caller caller) {
    return ConnectorView.of(desk.put(connectorId, asked.mapping(), asked.credential(), asked.signingSecret(), caller));
  }

  @DeleteMapping(ONE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a connector", description = "What the other side has stays there.")
  void delete(@PathVariable String connectorId, Caller caller) {
    desk.delete(connectorId, caller);
  }

  @PostMapping(ONE + "/check")
  @AlsoAnswers(409)
  @Operation(
      summary = "Hold a mapping against the account",
      description = "Whether each field is there, can be written and takes the values; what is optional and not there is left out"
          + " from then on.")
  CheckedView check(@PathVariable String connectorId) {
    Connectors.Checked checked = desk.check(connectorId);
    return new CheckedView(
        checked.dropped(), checked.problems().stream().map(one -> new ProblemView(one.line(), one.message())).toList(),
        checked.unknownUsers());
  }

  @PostMapping(ONE + "/preview")
  @AlsoAnswers(409)
  @Operation(summary = "See what the first run would do", description = "Reads and changes nothing.")
  PreviewView preview(@PathVariable String connectorId) {
    Connectors.Preview preview = desk.preview(connectorId);
    return new PreviewView(
        preview.leads(), preview.lookedAt(), preview.created(), preview.changed(), preview.left(), preview.examples());
  }

  @PostMapping(ONE + "/start")
  @AlsoAnswers(409)
  @Operation(
      summary = "Start a connector, or go on",
      description = "Every lead is written that is not as it should be, and then whatever changes. Refused where the account does"
          + " not take the mapping.")
  ConnectorView start(@PathVariable String connectorId, Caller caller) {
    return ConnectorView.of(desk.start(connectorId, caller));
  }

  @PostMapping(ONE + "/pause")
  @Operation(summary = "Pause a connector", description = "What changes meanwhile waits, and nothing is lost.")
  ConnectorView pause(@PathVariable String connectorId, Caller caller) {
    return ConnectorView.of(desk.pause(connectorId, caller));
  }

  @GetMapping(ONE + "/set-aside")
  @Operation(summary = "List leads that the other side did not want", description = "With its words; the oldest first.")
  AsidesView setAside(@PathVariable String connectorId) {
    return new AsidesView(desk.aside(connectorId).stream()
        .map(one -> new AsideView(one.leadId(), one.failed(), one.attempts(), one.since())).toList());
  }

  @PostMapping(ONE + "/set-aside/retry")
  @Operation(summary = "Try set-aside leads again", description = "The one named, or all.")
  RetryResponse retry(@PathVariable String connectorId, @Valid @RequestBody RetryRequest asked, Caller caller) {
    return new RetryResponse(desk.again(connectorId, asked.leadId(), caller));
  }
}
