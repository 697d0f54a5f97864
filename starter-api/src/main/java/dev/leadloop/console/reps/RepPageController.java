package dev.leadloop.console.reps;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.OwnHours.Worked;
import dev.leadloop.reps.RosterDesk;
import dev.leadloop.reps.WorkingTimeRules;
import dev.leadloop.roster.SalesRoster.Left;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.temporal.TemporalUi;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One rep: as it stands, changed by administrators, and taken out by whoever directs sales. */
@Controller
class RepPageController extends ConsolePages {
  private final RepsPages pages;
  private final RosterDesk desk;
  private final TeamStore teams;
  private final WorkingTimeRules times;
  private final PolicyCatalog policies;
  private final TemporalUi temporalUi;

  RepPageController(
      RepsPages pages, RosterDesk desk, TeamStore teams, WorkingTimeRules times, PolicyCatalog policies, TemporalUi temporalUi) {
    this.pages = pages;
    this.desk = desk;
    this.teams = teams;
    this.times = times;
    this.policies = policies;
    this.temporalUi = temporalUi;
  }

  @GetMapping("/reps/{repId}")
  String show(@PathVariable String repId, Model model) {
    Rep rep = pages.rep(repId);
    return page(rep, RepForm.of(rep, WorkingTimeForm.of(rep, clock(rep))), model);
  }

  @PostMapping("/reps/{repId}")
  String change(
      @PathVariable String repId, @RequestParam MultiValueMap<String, String> sent, Model model, Caller caller,
      HttpServletResponse response, RedirectAttributes after) {
    Rep rep = pages.rep(repId);
    RepForm form = RepForm.sent(sent);
    try {
      Worked worked = WorkingTimeForm.read(sent.toSingleValueMap(), times, clock(rep));
      Rep changed = desk.change(form.rep(repId, worked), form.seen(), caller);
      after.addFlashAttribute("done", changed.equals(rep) ? say("reps.done.same") : say("reps.done.changed", changed.name()));
      return "redirect:/reps/" + repId;
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return page(rep, form, model);
    }
  }

  @GetMapping("/reps/{repId}/leave")
  String leaving(@PathVariable String repId, Model model) {
    Rep rep = pages.rep(repId);
    model.addAttribute("rep", pages.line(rep));
    model.addAttribute("left", !rep.active());
    model.addAttribute("parting", desk.parting(repId));
    model.addAttribute("queue", policies.latest().routing().queue());
    return "rep-leave";
  }

  @PostMapping("/reps/{repId}/leave")
  String leave(@PathVariable String repId, Caller caller, RedirectAttributes after) {
    Rep rep = pages.rep(repId);
    Left left = desk.leave(repId, caller);
    int moved = left.moved().size();
    after.addFlashAttribute("done", say("reps.done.out", rep.name(), moved));
    return "redirect:/reps/" + repId;
  }

  /** The clock of a rep's times: the rep's own, else where the rep's calendar is. */
  private ZoneId clock(Rep rep) {
    return ZoneId.of(pages.line(rep).zone());
  }

  private String page(Rep rep, RepForm form, Model model) {
    LeadPolicy policy = policies.latest();
    model.addAttribute("rep", pages.line(rep));
    model.addAttribute("active", rep.active());
    model.addAttribute("form", form);
    model.addAttribute("hours", form.times());
    model.addAttribute("teams", teams.all());
    model.addAttribute("calendars", new TreeSet<>(policy.calendars().keySet()));
    model.addAttribute("territories", new TreeSet<>(policy.routing().territories().keySet()));
    model.addAttribute("segments", new TreeSet<>(policy.routing().segments().keySet()));
    model.addAttribute("zones", WorkingTimeForm.zones());
    model.addAttribute(
        "histories", temporalUi.found("LeadOwner='" + rep.id() + "' AND SlaLevel!='NONE'").orElse(null));
    return "rep";
  }
}
