package dev.leadloop.console.lead;

import dev.leadloop.checks.Advice;
import dev.leadloop.checks.Attention;
import dev.leadloop.checks.Losses;
import dev.leadloop.checks.Retries;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.doubt.ReplyDoubtStore.Waiting;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.AttentionStore.CatchingUp;
import dev.leadloop.view.AttentionStore.Standing;
import dev.leadloop.view.SetupStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The leads that stand still, and the button that tries them again. */
@Controller
class AttentionController extends ConsolePages {
  private static final int SHOWN = 100;
  private static final int LONGEST_ID = 64;

  private final Retries retries;
  private final Attention attention;
  private final LeadPageReader reader;
  private final ReplyDoubtStore doubts;
  private final Losses losses;
  private final SetupStore setup;
  private final Clock clock;

  AttentionController(
      Retries retries, Attention attention, LeadPageReader reader, ReplyDoubtStore doubts, Losses losses, SetupStore setup,
      Clock clock) {
    this.retries = retries;
    this.attention = attention;
    this.reader = reader;
    this.doubts = doubts;
    this.losses = losses;
    this.setup = setup;
    this.clock = clock;
  }

  /** A lead that stands still, in words. */
  record StandingLead(
      String leadId, String name, String happened, @Nullable String words, String toDo, When since, @Nullable When nextTry) {
    static StandingLead of(Standing one, PageTimes times) {
      return new StandingLead(
          one.lead(), called(one.name(), one.lead()),
          Advice.happened(one.why(), one.code()), one.words(), Advice.toDo(one.why()), times.at(one.since()),
          times.atOrNull(one.nextTry()));
    }
  }

  /** A lead that waits for a manager's review. */
  record LeadInReview(String leadId, String name, String why) {
    static LeadInReview of(SetupStore.Review one) {
      return new LeadInReview(one.lead(), called(one.name(), one.lead()), one.why().replace('_', ' '));
    }
  }

  /** A lead whose decisions are behind and go on. */
  record BehindLead(String leadId, String name, long decided, long of) {
    static BehindLead of(CatchingUp one) {
      return new BehindLead(one.lead(), called(one.name(), one.lead()), one.decided(), one.of());
    }
  }

  /** A rollout that stands still, in words. */
  record StandingRollout(String happened, String toDo) {}

  @GetMapping("/leads/attention")
  String show(Model model, Caller caller) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    List<Standing> found = retries.standing(SHOWN + 1);
    model.addAttribute("lines", found.stream().limit(SHOWN).map(one -> StandingLead.of(one, times)).toList());
    model.addAttribute("rollouts", attention.seen().rollouts().stream()
        .map(version -> new StandingRollout(Advice.ofRollout(version), Advice.toDoAboutRollout(version))).toList());
    model.addAttribute("enrichment", attention.seen().enrichment());
    model.addAttribute("enrichmentToDo", Advice.toDoAboutEnrichment());
    model.addAttribute("behind", retries.catchingUp(SHOWN).stream().map(BehindLead::of).toList());
    model.addAttribute("more", found.size() > SHOWN);
    model.addAttribute("mayRetry", mayRetry(caller));
    model.addAttribute("losses", losses.all());
    List<SetupStore.Review> reviews = setup.reviews(SHOWN + 1);
    model.addAttribute("reviews", reviews.stream().limit(SHOWN).map(LeadInReview::of).toList());
    model.addAttribute("moreReviews", reviews.size() > SHOWN);
    Waiting waiting = doubts.waiting();
    model.addAttribute("answers", inWords(waiting));
    model.addAttribute("answersSince", times.atOrNull(waiting.since()));
    return "attention";
  }

  @GetMapping("/leads/attention.csv")
  void export(HttpServletResponse response) throws IOException {
    List<Stream<?>> rows = new ArrayList<>();
    for (SetupStore.Review one : setup.reviews(ListCsv.MOST + 1)) {
      rows.add(Stream.of(one.lead(), one.name(), "waits for a review by a manager", one.why(), null, null, null));
    }
    for (Standing one : retries.standing(ListCsv.MOST + 1)) {
      rows.add(Stream.of(one.lead(), one.name(), Advice.happened(one.why(), one.code()), one.words(), Advice.toDo(one.why()),
          one.since(), one.nextTry()));
    }
    for (CatchingUp one : retries.catchingUp(ListCsv.MOST + 1)) {
      rows.add(Stream.of(one.lead(), one.name(), "is catching up", one.decided() + " of " + one.of(), null, null, null));
    }
    new ListCsv<Stream<?>>(
        "attention", List.of("lead_id", "company", "what", "details", "to_do", "since", "next_try"), row -> row)
        .send(rows, response);
  }

  @PostMapping("/leads/attention/retry")
  String retryAll(RedirectAttributes after) {
    int leads = retries.tryAllAgain();
    after.addFlashAttribute("done", say("attention.done.leads", leads));
    return "redirect:/leads/attention";
  }

  @PostMapping("/leads/{id}/retry")
  String retry(@PathVariable String id, RedirectAttributes after) {
    LeadId lead = reader.known(id).leadId();
    retries.tryAgain(lead);
    after.addFlashAttribute("done", say("attention.done.lead"));
    return "redirect:/leads/" + lead.value();
  }

  private static String called(@Nullable String company, String lead) {
    return company == null ? "Lead " + ShortText.of(lead, LONGEST_ID) : company;
  }

  /** Such as "2 answers may ask to stop, and mail rests until somebody says"; null where none does. */
  static @Nullable String inWords(Waiting waiting) {
    return waiting.answers() == 0
        ? null
        : (waiting.answers() == 1 ? "1 answer may ask to stop" : waiting.answers() + " answers may ask to stop")
            + ", and mail rests until somebody says";
  }

  static boolean mayRetry(Caller caller) {
    return caller.role() == Role.MANAGER || caller.role() == Role.ADMIN;
  }
}
