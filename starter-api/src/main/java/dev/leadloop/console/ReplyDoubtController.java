package dev.leadloop.console;

import dev.leadloop.api.reply.ReplySettling;
import dev.leadloop.lead.Principal;
import dev.leadloop.security.Caller;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The two buttons of a lead's page beside an answer that may ask to stop. */
@Controller
class ReplyDoubtController extends ConsolePages {
  private final LeadPageReader reader;
  private final ReplySettling settling;

  ReplyDoubtController(LeadPageReader reader, ReplySettling settling) {
    this.reader = reader;
    this.settling = settling;
  }

  /** Whether the buttons are offered; whether they act is decided by the access table. */
  static boolean maySettle(Principal by) {
    return switch (by.kind()) {
      case MARKETING, MANAGER, ADMIN -> true;
      case PERSON, SYSTEM, REP, PROVIDER, TEMPORAL -> false;
    };
  }

  @PostMapping("/leads/{id}/reply-stop")
  String stop(
      @PathVariable String id, @RequestParam(defaultValue = "") String reply, Caller caller, RedirectAttributes after) {
    return settle(id, reply, true, "Done: the address is suppressed.", caller, after);
  }

  @PostMapping("/leads/{id}/reply-answer")
  String answer(
      @PathVariable String id, @RequestParam(defaultValue = "") String reply, Caller caller, RedirectAttributes after) {
    return settle(id, reply, false, "Done: it counts as an answer, and mail goes on.", caller, after);
  }

  private String settle(
      String id, String reply, boolean asksToStop, String done, Caller caller, RedirectAttributes after) {
    reader.zone(id);
    settling.settle(reply, asksToStop, caller.principal());
    after.addFlashAttribute("done", done);
    return "redirect:/leads/" + id;
  }
}
