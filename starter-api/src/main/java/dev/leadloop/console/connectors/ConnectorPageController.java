package dev.leadloop.console.connectors;

import dev.leadloop.connect.WaitingStore.Aside;
import dev.leadloop.connectors.ConnectorDesk;
import dev.leadloop.connectors.ConnectorDesk.Shown;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One connector: how far it is, what is in the way, and how it is set. */
@Controller
class ConnectorPageController extends ConsolePages {
  private static final int SHOWN = 100;

  private final ConnectorDesk desk;
  private final Clock clock;

  ConnectorPageController(ConnectorDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  @GetMapping("/connectors/{connectorId}")
  String show(@PathVariable String connectorId, Model model) {
    return page(connectorId, null, model);
  }

  @GetMapping("/connectors/{connectorId}/set-aside.csv")
  void export(@PathVariable String connectorId, HttpServletResponse response) throws IOException {
    new ListCsv<Aside>(
        "set-aside", List.of("lead_id", "email", "why", "attempts", "since"),
        one -> Stream.of(one.leadId(), one.email(), one.failed(), one.attempts(), one.since()))
        .send(desk.aside(connectorId), response);
  }

  @PostMapping("/connectors/{connectorId}")
  String save(
      @PathVariable String connectorId, @RequestParam(defaultValue = "") String mapping,
      @RequestParam(defaultValue = "") String credential, @RequestParam(defaultValue = "") String signing, Model model,
      Caller caller, HttpServletResponse response, RedirectAttributes after) {
    desk.one(connectorId);
    try {
      // Browsers send lines as they did in the days of terminals.
      desk.put(connectorId, mapping.replace("\r\n", "\n"), credential, signing, caller);
      after.addFlashAttribute("done", "saved");
      return "redirect:/connectors/" + connectorId;
    } catch (ProblemException refused) {
      return refused(connectorId, mapping, refused, model, response);
    }
  }

  @PostMapping("/connectors/{connectorId}/look")
  String look(@PathVariable String connectorId, Model model, HttpServletResponse response) {
    try {
      model.addAttribute("checked", desk.check(connectorId));
      model.addAttribute("preview", desk.preview(connectorId));
      return page(connectorId, null, model);
    } catch (ProblemException refused) {
      desk.one(connectorId);
      return refused(connectorId, null, refused, model, response);
    }
  }

  @PostMapping("/connectors/{connectorId}/steer")
  String steer(
      @PathVariable String connectorId, @RequestParam(name = "do", defaultValue = "start") String order, Model model,
      Caller caller, HttpServletResponse response) {
    try {
      if (order.equals("pause")) {
        desk.pause(connectorId, caller);
      } else {
        desk.start(connectorId, caller);
      }
      return "redirect:/connectors/" + connectorId;
    } catch (ProblemException refused) {
      desk.one(connectorId);
      return refused(connectorId, null, refused, model, response);
    }
  }

  @PostMapping("/connectors/{connectorId}/retry")
  String retry(
      @PathVariable String connectorId, @RequestParam(required = false) @Nullable String lead, Caller caller,
      RedirectAttributes after) {
    desk.again(connectorId, lead, caller);
    after.addFlashAttribute("done", "again");
    return "redirect:/connectors/" + connectorId;
  }

  private String refused(
      String id, @Nullable String mapping, ProblemException refused, Model model, HttpServletResponse response) {
    response.setStatus(refused.document().getStatus());
    model.addAttribute("refused", refused.document().getDetail());
    return page(id, mapping, model);
  }

  /**
   * A lead that the other side did not want.
   *
   * @param who by address; the id where that is not known
   */
  record AsideLine(String leadId, String who, String why, PageTimes.When since) {}

  private String page(String id, @Nullable String typed, Model model) {
    Shown shown = desk.one(id);
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    model.addAttribute("connector", ConnectorLine.of(shown, times));
    model.addAttribute("mapping", typed == null ? shown.connector().mapping() : typed);
    model.addAttribute("aside", desk.aside(id).stream().limit(SHOWN)
        .map(one -> new AsideLine(one.leadId(), one.email() == null ? one.leadId() : one.email(), one.failed(),
            times.at(one.since())))
        .toList());
    return "connector";
  }
}
