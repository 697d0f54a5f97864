package dev.leadloop.console.connectors;

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
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The connectors there are, and setting one up. */
@Controller
class ConnectorListController extends ConsolePages {
  private final ConnectorDesk desk;
  private final Clock clock;

  ConnectorListController(ConnectorDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  @GetMapping("/connectors")
  String show(Model model) {
    return page("", model);
  }

  @GetMapping("/connectors.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<Shown>(
        "connectors",
        List.of("connector_id", "system", "state", "waiting", "lag_seconds", "set_aside", "confirmed", "alarm"),
        one -> Stream.of(
            one.connector().id(), one.title(), one.connector().state().name().toLowerCase(Locale.ROOT), one.counts().waiting(),
            one.counts().lagSeconds(), one.counts().aside(), one.confirmed(), one.connector().standing().alarm()))
        .send(desk.all(), response);
  }

  @PostMapping("/connectors")
  String make(
      @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String kind, Model model, Caller caller,
      HttpServletResponse response) {
    try {
      desk.put(id.strip(), desk.preset(kind), null, null, caller);
      return "redirect:/connectors/" + id.strip();
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return page(id, model);
    }
  }

  private String page(String id, Model model) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    model.addAttribute("connectors", desk.all().stream().map(one -> ConnectorLine.of(one, times)).toList());
    model.addAttribute("kinds", desk.vendors());
    model.addAttribute("id", id);
    return "connectors";
  }
}
