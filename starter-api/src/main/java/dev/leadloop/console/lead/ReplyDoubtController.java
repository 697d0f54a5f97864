package dev.leadloop.console.lead;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.OrderForm;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.refusals.Refusals;
import dev.leadloop.replies.ReplySettled.Settled;
import dev.leadloop.replies.ReplySettled.TooLate;
import dev.leadloop.replies.ReplySettled.Unknown;
import dev.leadloop.replies.ReplySettling;
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

/** Answers that may ask to stop: the page that lists them, and the two buttons beside each, there and on a lead's page. */
@Controller
class ReplyDoubtController extends ConsolePages {
  private static final int SHOWN = 100;
  private static final String STOPPED = "Done: the address is suppressed.";
  private static final String GOES_ON = "Done: it counts as an answer, and mail goes on.";

  private final LeadPageReader reader;
  private final ReplySettling settling;
  private final ReplyDoubtStore doubts;
  private final LeadStore leads;
  private final Clock clock;

  ReplyDoubtController(
      LeadPageReader reader, ReplySettling settling, ReplyDoubtStore doubts, LeadStore leads, Clock clock) {
    this.reader = reader;
    this.settling = settling;
    this.doubts = doubts;
    this.leads = leads;
    this.clock = clock;
  }

  /**
   * An answer in the list.
   *
   * @param leadId who answered; null where that is nobody we know
   * @param name of the company, else of the address that rests
   */
  record DoubtfulAnswer(
      long id, @Nullable String leadId, String name, String email, @Nullable String subject, String text, When when) {}

  /** Whether the buttons are offered; whether they act is decided by the access table. */
  static boolean maySettle(Principal by) {
    return switch (by.kind()) {
      case MARKETING, MANAGER, ADMIN -> true;
      case PERSON, SYSTEM, REP, PROVIDER, TEMPORAL -> false;
    };
  }

  @GetMapping("/leads/answers")
  String list(Model model) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    List<Doubt> found = doubts.waiting(SHOWN + 1);
    model.addAttribute("lines", found.stream().limit(SHOWN).map(doubt -> answer(doubt, times)).toList());
    model.addAttribute("more", found.size() > SHOWN);
    return "answers";
  }

  @GetMapping("/leads/answers.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<Doubt>(
        "answers", List.of("email", "lead_id", "subject", "text", "waits_since"),
        doubt -> {
          LeadId lead = doubt.lead();
          return Stream.of(doubt.emailKey(), lead == null ? null : lead.value(), doubt.reply().subject(), doubt.reply().text(),
              doubt.openedAt());
        })
        .send(doubts.waiting(ListCsv.MOST + 1), response);
  }

  @PostMapping("/leads/answers/stop")
  String stopListed(@RequestParam(defaultValue = "") String reply, Caller caller, RedirectAttributes after) {
    return settleListed(reply, true, STOPPED, caller, after);
  }

  @PostMapping("/leads/answers/answer")
  String answerListed(@RequestParam(defaultValue = "") String reply, Caller caller, RedirectAttributes after) {
    return settleListed(reply, false, GOES_ON, caller, after);
  }

  @PostMapping("/leads/{id}/reply-stop")
  String stop(
      @PathVariable String id, @RequestParam(defaultValue = "") String reply, Caller caller, RedirectAttributes after) {
    return settle(id, reply, true, STOPPED, caller, after);
  }

  @PostMapping("/leads/{id}/reply-answer")
  String answer(
      @PathVariable String id, @RequestParam(defaultValue = "") String reply, Caller caller, RedirectAttributes after) {
    return settle(id, reply, false, GOES_ON, caller, after);
  }

  private DoubtfulAnswer answer(Doubt doubt, PageTimes times) {
    LeadId lead = doubt.lead();
    String company = lead == null ? null
        : leads.find(lead).map(LeadRecord::profile).map(profile -> profile.company().name()).orElse(null);
    return new DoubtfulAnswer(
        doubt.id(),
        lead == null ? null : lead.value(),
        company == null ? doubt.emailKey() : company,
        doubt.emailKey(),
        doubt.reply().subject(),
        OrderForm.orEmpty(doubt.reply().text()),
        times.at(doubt.openedAt()));
  }

  private String settleListed(String reply, boolean asksToStop, String done, Caller caller, RedirectAttributes after) {
    Doubt settled = settled(reply, asksToStop, caller);
    after.addFlashAttribute("done", settled.emailKey() + ": " + done);
    return "redirect:/leads/answers";
  }

  private String settle(
      String id, String reply, boolean asksToStop, String done, Caller caller, RedirectAttributes after) {
    reader.zone(id);
    settled(reply, asksToStop, caller);
    after.addFlashAttribute("done", done);
    return "redirect:/leads/" + id;
  }

  private Doubt settled(String reply, boolean asksToStop, Caller caller) {
    return switch (settling.settle(reply, asksToStop, caller.principal())) {
      case Settled settled -> settled.answer();
      case Unknown ignored -> throw Problem.NOT_FOUND.because("There is no such answer. Look at the list of answers.");
      case TooLate late -> throw Refusals.of(late);
    };
  }
}
