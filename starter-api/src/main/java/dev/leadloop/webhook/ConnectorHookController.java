package dev.leadloop.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.connect.Connector;
import dev.leadloop.connect.ConnectorStore;
import dev.leadloop.connect.Connectors;
import dev.leadloop.connect.EventStore;
import dev.leadloop.connect.Lines;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.Vendor.Event;
import dev.leadloop.connect.vendor.Vendor.Signed;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.problem.Problem;
import dev.leadloop.worker.RepeatingTasks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What connected systems tell: verified, kept and answered at once, and looked at by the connector. */
@RestController
@Tag(name = "Webhooks")
class ConnectorHookController {
  private final ConnectorStore store;
  private final Connectors connectors;
  private final Lines lines;
  private final EventStore events;
  private final EmailSettings settings;
  private final RepeatingTasks connectorTask;

  ConnectorHookController(
      ConnectorStore store, Connectors connectors, Lines lines, EventStore events, EmailSettings settings,
      RepeatingTasks connectorTask) {
    this.store = store;
    this.connectors = connectors;
    this.lines = lines;
    this.events = events;
    this.settings = settings;
    this.connectorTask = connectorTask;
  }

  /**
   * What became of a call.
   *
   * @param kept events that are new
   * @param known events that had come before, or mean nothing here
   */
  @Schema(name = "ConnectorEventsTaken")
  record ConnectorHookResponse(int kept, int known) {}

  @PostMapping("/webhooks/connectors/{connectorId}")
  @Operation(
      summary = "Take events of a connected system",
      description = "Needs no key, since the signature is checked. An answer of 200 means that every event is stored for"
      + " good; each"
          + " counts once, however often it is sent.")
  ConnectorHookResponse take(@PathVariable String connectorId, @RequestBody byte[] body, HttpServletRequest request) {
    Connector connector = store.find(connectorId).orElseThrow(() -> Problem.WEBHOOK_CLOSED.because(
        "There is no connector of this name. An administrator sees under Connectors where its system is to call."));
    String query = request.getQueryString();
    String url = settings.publicUrl() + "/webhooks/connectors/" + connectorId + (query == null ? "" : "?" + query);
    connectors.refused(connector, new Signed("POST", url, headers(request), new String(body, StandardCharsets.UTF_8)))
        .ifPresent(why -> {
          throw Problem.BAD_SIGNATURE.because("This call is not taken: " + why + ".");
        });
    Vendor vendor = lines.vendor(connector.kind()).orElseThrow();
    List<Event> told = vendor.events(read(body));
    int kept = connector.state() == Connector.State.NEW ? 0 : events.keep(connectorId, told);
    connectorTask.wake();
    return new ConnectorHookResponse(kept, told.size() - kept);
  }

  private static JsonNode read(byte[] body) {
    try {
      return VendorCalls.parse(body);
    } catch (JsonProcessingException notJson) {
      throw Problem.MALFORMED.because("The body is not JSON. Send events as the connected system does.");
    }
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    request.getHeaderNames().asIterator()
        .forEachRemaining(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
    return headers;
  }
}
