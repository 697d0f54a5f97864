package dev.leadloop.console.inbox;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody has accepted, and what somebody has answered. */
@Controller
class OwnLeadsController extends ConsolePages {
  private final OwnLeads leads;

  OwnLeadsController(OwnLeads leads) {
    this.leads = leads;
  }

  @GetMapping("/inbox/mine")
  String mine(Model model, Caller caller) {
    model.addAttribute("own", leads.accepted(caller));
    return "inbox-mine";
  }

  @GetMapping("/inbox/mine.csv")
  void exportMine(HttpServletResponse response, Caller caller) throws IOException {
    leads.exportAccepted(caller, response);
  }

  @GetMapping("/inbox/answered")
  String answered(@RequestParam(required = false) @Nullable String after, Model model, Caller caller) {
    model.addAttribute("page", leads.answered(caller, after));
    return "inbox-answered";
  }

  @GetMapping("/inbox/answered.csv")
  void exportAnswered(HttpServletResponse response, Caller caller) throws IOException {
    leads.exportAnswered(caller, response);
  }
}
