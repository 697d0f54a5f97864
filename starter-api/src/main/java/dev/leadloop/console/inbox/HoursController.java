package dev.leadloop.console.inbox;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.reps.WorkingTimeForm;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.OwnHours;
import dev.leadloop.reps.WorkingTimeRules;
import dev.leadloop.security.Caller;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a rep says when the rep works. */
@Controller
class HoursController extends ConsolePages {
  private final OwnHours hours;
  private final WorkingTimeRules rules;
  private final PolicyCatalog policies;

  HoursController(OwnHours hours, WorkingTimeRules rules, PolicyCatalog policies) {
    this.hours = hours;
    this.rules = rules;
    this.policies = policies;
  }

  @GetMapping("/inbox/hours")
  ModelAndView show(Caller caller) {
    Rep rep = hours.rep(caller);
    return page(WorkingTimeForm.of(rep, zone(rep)), null, HttpStatus.OK);
  }

  @PostMapping("/inbox/hours")
  ModelAndView set(@RequestParam Map<String, String> sent, Caller caller, RedirectAttributes after) {
    try {
      hours.set(caller, WorkingTimeForm.read(sent, rules, zone(hours.rep(caller))));
    } catch (ProblemException problem) {
      return page(
          WorkingTimeForm.sent(sent), String.valueOf(problem.document().getDetail()),
          HttpStatus.valueOf(problem.document().getStatus()));
    }
    after.addFlashAttribute("done", true);
    return new ModelAndView("redirect:/inbox/hours");
  }

  private static ModelAndView page(WorkingTimeForm form, @Nullable String refused, HttpStatus status) {
    ModelAndView page = new ModelAndView("inbox-hours", status);
    page.addObject("hours", form);
    page.addObject("refused", refused);
    page.addObject("zones", WorkingTimeForm.zones());
    return page;
  }

  private ZoneId zone(Rep rep) {
    String own = rep.work().timeZone();
    return own == null ? Told.zone(policies.latest()) : ZoneId.of(own);
  }
}
