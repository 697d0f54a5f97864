package dev.leadloop.console.reps;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.OrderForm;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.RosterDesk;
import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The teams of sales. */
@Controller
class TeamController extends ConsolePages {
  private final TeamStore teams;
  private final RepStore reps;
  private final RosterDesk desk;
  private final PolicyCatalog policies;

  TeamController(TeamStore teams, RepStore reps, RosterDesk desk, PolicyCatalog policies) {
    this.teams = teams;
    this.reps = reps;
    this.desk = desk;
    this.policies = policies;
  }

  /**
   * A team in words.
   *
   * @param reps how many active reps it has
   * @param managers the names of those who are told of what it leaves undone; empty for none
   * @param offered whether the policy offers leads to it
   */
  record TeamLine(
      String id, String name, @Nullable String calendar, @Nullable String timeZone, long reps, String managers,
      boolean offered) {}

  @GetMapping("/teams")
  String show(Model model) {
    return page(model);
  }

  @GetMapping("/teams.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<TeamLine>(
        "teams", List.of("team_id", "name", "offered_leads", "reps", "managers", "calendar", "time_zone"),
        team -> Stream.of(
            team.id(), team.name(), team.offered(), team.reps(), team.managers(), team.calendar(), team.timeZone()))
        .send(lines(), response);
  }

  @PostMapping("/teams")
  String add(
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String calendar,
      @RequestParam(defaultValue = "") String timeZone, Model model, Caller caller, HttpServletResponse response,
      RedirectAttributes after) {
    model.addAttribute("added", List.of(name, calendar, timeZone));
    return done(
        () -> desk.add(name.strip(), OrderForm.given(calendar), OrderForm.given(timeZone), caller).name() + " is added.", model,
        response, after);
  }

  @PostMapping("/teams/{teamId}")
  String change(
      @PathVariable String teamId, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String calendar,
      @RequestParam(defaultValue = "") String timeZone, Model model, Caller caller, HttpServletResponse response,
      RedirectAttributes after) {
    return done(
        () -> desk.set(new Team(teamId, name, OrderForm.given(calendar), OrderForm.given(timeZone)), caller).name()
            + " is changed.",
        model, response, after);
  }

  private String done(Supplier<String> change, Model model, HttpServletResponse response, RedirectAttributes after) {
    try {
      after.addFlashAttribute("done", change.get());
      return "redirect:/teams";
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return page(model);
    }
  }

  private String page(Model model) {
    model.addAttribute("teams", lines());
    model.addAttribute("calendars", new TreeSet<>(policies.latest().calendars().keySet()));
    model.addAttribute("zones", WorkingTimeForm.zones());
    return "teams";
  }

  private List<TeamLine> lines() {
    List<Rep> all = reps.all();
    String offered = policies.latest().routing().team();
    return teams.all().stream().map(team -> line(team, all, offered)).toList();
  }

  private static TeamLine line(Team team, List<Rep> all, String offered) {
    List<Rep> theirs = all.stream().filter(rep -> rep.team().equals(team.id()) && rep.active()).toList();
    return new TeamLine(
        team.id(), team.name(), team.calendar(), team.timeZone(), theirs.stream().filter(rep -> !rep.manager()).count(),
        String.join(", ", theirs.stream().filter(Rep::manager).map(Rep::name).toList()), team.id().equals(offered));
  }
}
