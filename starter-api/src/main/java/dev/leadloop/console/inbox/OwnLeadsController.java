package dev.leadloop.console.inbox;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.security.Caller;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

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

  @GetMapping("/inbox/answered")
  String answered(Model model, Caller caller) {
    model.addAttribute("answers", leads.answered(caller));
    return "inbox-answered";
  }
}
