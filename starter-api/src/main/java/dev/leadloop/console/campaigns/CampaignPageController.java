package dev.leadloop.console.campaigns;

import dev.leadloop.campaigns.CampaignControls;
import dev.leadloop.campaigns.CampaignWords;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.console.measures.SequenceResults;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.nurturing.Campaign;
import dev.leadloop.nurturing.CampaignOutcome;
import dev.leadloop.pages.ContentPolicy;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.temporal.campaign.CampaignWorkflow;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Campaigns: the newest, one with how far it is and what it came to, and the builder that starts one. */
@Controller
@Hidden
class CampaignPageController extends ConsolePages {
  private static final int NEWEST = 100;
  private static final List<String> ORDERS = List.of("pause", "resume", "stop");

  private final CampaignControls controls;
  private final CampaignPages pages;
  private final MailPages mails;
  private final KnownPeople known;
  private final SequenceResults results;
  private final Measuring measuring;
  private final TemporalUi ui;
  private final Clock clock;

  CampaignPageController(
      CampaignControls controls, CampaignPages pages, MailPages mails, KnownPeople known, SequenceResults results,
      Measuring measuring,
      TemporalUi ui, Clock clock) {
    this.known = known;
    this.controls = controls;
    this.pages = pages;
    this.mails = mails;
    this.results = results;
    this.measuring = measuring;
    this.ui = ui;
    this.clock = clock;
  }

  /**
   * A campaign as a line shows it.
   *
   * @param state running, waiting, paused, stopped or done
   * @param mail id of the text of its one mail; null where it begins a sequence
   * @param share how much of it is done, in per cent
   * @param words how far it is, a sentence
   */
  record CampaignLine(
      String id, String sequence, @Nullable String mail, String segment, String state, CampaignProgress progress, int share,
      String words, String by, When at, boolean again) {
    boolean open() {
      return state.equals("running") || state.equals("paused") || state.equals("waiting");
    }
  }

  @GetMapping("/campaigns")
  String list(Model model, Caller caller) {
    PageTimes times = times();
    People people = known.now();
    model.addAttribute("campaigns", controls.newest(NEWEST).stream().map(one -> line(one, people, times)).toList());
    model.addAttribute("most", NEWEST);
    model.addAttribute("mayStart", mayStart(caller));
    return "campaigns";
  }

  @GetMapping("/campaigns.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<Campaign>(
        "campaigns",
        List.of("campaign_id", "state", "begun_for", "reach", "sequence", "mail", "segment", "started_at", "started_by",
            "finished_at"),
        one -> Stream.of(one.campaignId(), one.progress().state().toLowerCase(Locale.ROOT), one.progress().told(),
            one.progress().reach(), one.mail() == null ? one.sequence() : null, one.mail(),
            pages.words(one.segment()), one.createdAt(), one.createdBy(),
            one.finishedAt()))
        .send(controls.newest(ListCsv.MOST + 1), response);
  }

  @GetMapping("/campaigns/new")
  String fresh(
      @RequestParam(defaultValue = "") String like, @RequestParam(defaultValue = "") String sequence, Model model,
          Caller caller, HttpServletResponse response) {
    CampaignForm form = pages.fresh(freshId(), sequence);
    if (!like.isEmpty()) {
      form = form.like(controls.find(like));
    }
    return builder(pages.builder(form), model, caller, response);
  }

  /** What is filled in so far: the same page, of which a script takes the parts that change. */
  @PostMapping("/campaigns/preview")
  String preview(@RequestParam MultiValueMap<String, String> sent, Model model, Caller caller, HttpServletResponse response) {
    model.addAttribute("lead", first(sent, "lead"));
    return builder(pages.builder(CampaignForm.of(sent)), model, caller, response);
  }

  /** The one mail as it would look, for a frame. */
  @PostMapping("/campaigns/mail")
  ResponseEntity<byte[]> mail(@RequestParam(defaultValue = "") String mail, @RequestParam(defaultValue = "") String lead) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header(ContentPolicy.HEADER, ContentPolicy.MAIL)
        .header("X-Frame-Options", "SAMEORIGIN")
        .header("Referrer-Policy", "no-referrer")
        .body(mails.shown(mail, lead).getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the one mail to one of our own people; what is filled in stays. */
  @PostMapping("/campaigns/test")
  String test(@RequestParam MultiValueMap<String, String> sent, Model model, Caller caller, HttpServletResponse response) {
    CampaignForm form = CampaignForm.of(sent);
    try {
      model.addAttribute("done", mails.test(form.mail(), first(sent, "lead"), first(sent, "to"), caller));
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", String.valueOf(refused.document().getDetail()));
    }
    model.addAttribute("lead", first(sent, "lead"));
    return builder(pages.builder(form), model, caller, response);
  }

  private static String first(MultiValueMap<String, String> sent, String name) {
    return Objects.requireNonNullElse(sent.getFirst(name), "").strip();
  }

  @PostMapping("/campaigns")
  String start(
      @RequestParam MultiValueMap<String, String> sent, Model model, Caller caller, HttpServletResponse response,
      RedirectAttributes after) {
    CampaignForm form = CampaignForm.of(sent);
    String refused = "Nothing was started: the segment cannot be read. What is wrong stands beside it.";
    int status = HttpStatus.BAD_REQUEST.value();
    try {
      CampaignOrder order = pages.order(form);
      if (order != null) {
        Campaign campaign = controls.start(form.id(), order, caller);
        after.addFlashAttribute("done", "The campaign " + campaign.campaignId()
            + (campaign.waits(clock.instant()) ? " is set: it begins at its time." : " is started."));
        return "redirect:/campaigns/" + campaign.campaignId();
      }
    } catch (ProblemException cannot) {
      refused = String.valueOf(cannot.document().getDetail());
      status = cannot.document().getStatus();
    }
    response.setStatus(status);
    model.addAttribute("refused", refused);
    return builder(pages.builder(form), model, caller, response);
  }

  @GetMapping("/campaigns/{campaignId}")
  String one(
      @PathVariable String campaignId, @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
      Model model, Caller caller) {
    Campaign campaign = controls.find(campaignId);
    CampaignLine line = line(campaign, known.now(), times());
    model.addAttribute("campaign", line);
    model.addAttribute("mayOrder", mayStart(caller) && (line.open() || stillGoing(campaign, line)));
    if (script != null) {
      return "campaign :: #progress";
    }
    CampaignOutcome outcome = controls.outcome(campaign);
    model.addAttribute("outcome", outcome);
    model.addAttribute("refusals", outcome.refused().entrySet().stream()
        .map(one -> Map.entry(CampaignWords.refused(one.getKey()), one.getValue())).toList());
    model.addAttribute("results", results.of(campaign));
    model.addAttribute("history", ui.history(CampaignWorkflow.workflowId(campaignId)).orElse(null));
    model.addAttribute("mayStart", mayStart(caller));
    return "campaign";
  }

  /** Everybody was told, and mails of it still wait. */
  private boolean stillGoing(Campaign campaign, CampaignLine line) {
    return line.state().equals("done") && campaign.mail() != null && controls.outcome(campaign).mayStillSend();
  }

  @PostMapping("/campaigns/{campaignId}/{order}")
  String order(@PathVariable String campaignId, @PathVariable String order, Caller caller, RedirectAttributes after) {
    if (!ORDERS.contains(order)) {
      throw Problem.NOT_FOUND.because("A campaign is paused, resumed or stopped; it cannot be told to '" + order + "'.");
    }
    Campaign changed = switch (order) {
      case "pause" -> controls.pause(campaignId, caller);
      case "resume" -> controls.resume(campaignId, caller);
      default -> controls.stop(campaignId, caller);
    };
    after.addFlashAttribute("done", times().inWords(CampaignWords.message(changed, clock.instant())));
    return "redirect:/campaigns/" + campaignId;
  }

  private String builder(CampaignPages.Builder builder, Model model, Caller caller, HttpServletResponse response) {
    response.setHeader(ContentPolicy.HEADER, ContentPolicy.WITH_FRAME);
    model.addAttribute("own", mails.own(caller));
    model.addAttribute("zone", times().zone().getId());
    model.addAttribute("page", builder);
    model.addAttribute("mayStart", mayStart(caller));
    return "campaign-new";
  }

  private CampaignLine line(Campaign campaign, People people, PageTimes times) {
    CampaignProgress progress = campaign.progress();
    String told = progress.state().toLowerCase(Locale.ROOT);
    String state = told.equals("running") && campaign.waits(clock.instant()) ? "waiting" : told;
    return new CampaignLine(
        campaign.campaignId(), campaign.sequence(), campaign.mail(), pages.words(campaign.segment()), state, progress,
        share(state, progress), times.inWords(CampaignWords.message(campaign, clock.instant())), people.by(campaign.createdBy()),
        times.at(campaign.createdAt()), campaign.again());
  }

  private static int share(String state, CampaignProgress progress) {
    return state.equals("done") ? 100
        : progress.reach() == 0 ? 0 : (int) Math.min(100, 100L * progress.told() / progress.reach());
  }

  /** Nobody has to think of one, and whoever sends the form twice sends the same. */
  private String freshId() {
    return "campaign-" + LocalDate.ofInstant(clock.instant(), measuring.zone()) + "-"
        + UUID.randomUUID().toString().substring(0, 4);
  }

  private PageTimes times() {
    return PageTimes.forReader(measuring.zone(), clock.instant());
  }

  private static boolean mayStart(Caller caller) {
    return caller.role() == Role.MARKETING || caller.role() == Role.ADMIN;
  }
}
