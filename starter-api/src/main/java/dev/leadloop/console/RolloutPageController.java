package dev.leadloop.console;

import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.policies.RolloutControls;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import java.util.Locale;
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

  private final RolloutControls controls;

  RolloutPageController(RolloutControls controls) {
    this.controls = controls;
  }

  @GetMapping("/policies/{version}/rollout")
  String plan(
      @PathVariable int version, @RequestParam(required = false) @Nullable String otherwise, Model model, Caller caller) {
    Placement placement = controls.placement(version, null, otherwise);
    String chosen = placement.otherwise().name().toLowerCase(Locale.ROOT);
    model.addAttribute("plan", RolloutPlanCard.of(controls.plan(version, placement), chosen));
    model.addAttribute("mayBegin", caller.role() == Role.MANAGER || caller.role() == Role.ADMIN);
    model.addAttribute("usualRate", Rollouts.USUAL_RATE);
    return "rollout";
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
      after.addFlashAttribute("done", "The rollout of version " + version + " is begun: " + leads
          + (leads == 1 ? " lead is" : " leads are") + " to move. Its box on this page says how far it is.");
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
