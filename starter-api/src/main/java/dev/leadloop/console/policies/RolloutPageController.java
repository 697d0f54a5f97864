package dev.leadloop.console.policies;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.policies.RolloutPlanCard.StrandedCard;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.nurturing.RolloutPlan;
import dev.leadloop.nurturing.RolloutPlan.Move;
import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.policies.RolloutControls;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.SequenceReadStore.StandingLead;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a rollout of a version would move, and the button that begins just that. */
@Controller
class RolloutPageController extends ConsolePages {
  private static final int MOST_A_MINUTE = 60_000;
  private static final int SHOWN = 100;
  /** So many leads are asked about before the page is there; of more it is there first, and says what it waits for. */
  private static final int ASKED_AT_ONCE = 2_000;

  private final RolloutControls controls;

  RolloutPageController(RolloutControls controls) {
    this.controls = controls;
  }

  @GetMapping("/policies/{version}/rollout")
  String plan(
      @PathVariable int version, @RequestParam(required = false) @Nullable String otherwise,
      @RequestParam(defaultValue = "false") boolean whole, Model model, Caller caller) {
    Placement placement = controls.placement(version, null, otherwise);
    String chosen = placement.otherwise().name().toLowerCase(Locale.ROOT);
    model.addAttribute("version", version);
    int leads = controls.leads(version);
    if (!whole && leads > ASKED_AT_ONCE) {
      model.addAttribute("otherwise", chosen);
      model.addAttribute("asks", leads);
      return "rollout";
    }
    RolloutPlan plan = controls.plan(version, placement);
    model.addAttribute("plan", RolloutPlanCard.of(plan, chosen));
    model.addAttribute("stranded", controls.stranded(plan, SHOWN).stream().map(StrandedCard::of).toList());
    model.addAttribute("mayBegin", caller.role() == Role.MANAGER || caller.role() == Role.ADMIN);
    model.addAttribute("usualRate", Rollouts.USUAL_RATE);
    return "rollout";
  }

  @GetMapping("/policies/{version}/rollout.csv")
  void export(
      @PathVariable int version, @RequestParam(required = false) @Nullable String otherwise, HttpServletResponse response)
      throws IOException {
    record Row(Move move, StandingLead lead) {}
    RolloutPlan plan = controls.plan(version, controls.placement(version, null, otherwise));
    List<Row> rows = controls.stranded(plan, ListCsv.MOST + 1).stream()
        .flatMap(stranded -> stranded.leads().stream().map(lead -> new Row(stranded.move(), lead))).toList();
    new ListCsv<Row>(
        "rollout-" + version,
        List.of("lead_id", "first_name", "last_name", "email", "company", "policy_version", "sequence", "step", "why"),
        row -> Stream.of(row.lead().leadId(), row.lead().firstName(), row.lead().lastName(), row.lead().email(),
            row.lead().company(), row.move().fromVersion(), row.move().sequence(), row.move().step(),
            RolloutPlanCard.why(row.move())))
        .send(rows, response);
  }

  @PostMapping("/policies/{version}/rollout")
  String begin(
      @PathVariable int version,
      @RequestParam(defaultValue = "") String planId,
      @RequestParam(required = false) @Nullable String otherwise,
      @RequestParam(defaultValue = "") String perMinute,
      Caller caller,
      RedirectAttributes after) {
    Placement placement = controls.placement(version, null, otherwise);
    int rate = perMinute.matches("[0-9]{1,5}") ? Integer.parseInt(perMinute) : 0;
    if (rate < 1 || rate > MOST_A_MINUTE) {
      return refused(version, "Nothing was moved. Say how many leads a minute are to move: 1 to 60000.", after);
    }
    try {
      int leads = controls.start(version, planId, placement, rate, caller);
      after.addFlashAttribute("done", say("rollout.done.begun", String.valueOf(version), leads));
      return "redirect:/policies";
    } catch (ProblemException refused) {
      return refused(version, String.valueOf(refused.document().getDetail()), after);
    }
  }

  private static String refused(int version, String why, RedirectAttributes after) {
    after.addFlashAttribute("refused", why);
    return "redirect:/policies/" + version + "/rollout";
  }
}
