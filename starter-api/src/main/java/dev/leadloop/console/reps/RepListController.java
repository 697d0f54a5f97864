package dev.leadloop.console.reps;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.RosterDesk;
import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reps as they stand now, and adding one. */
@Controller
class RepListController extends ConsolePages {
  private final RepsPages pages;
  private final RosterDesk desk;

  RepListController(RepsPages pages, RosterDesk desk) {
    this.pages = pages;
    this.desk = desk;
  }

  /** Somebody to be added, as it was sent. */
  record Added(String name, String email, String team, boolean manager) {
    static final Added NOBODY = new Added("", "", "", false);
  }

  @GetMapping("/reps")
  String show(
      @RequestParam(required = false) @Nullable String show, @RequestParam(required = false) @Nullable String team, Model model) {
    model.addAttribute("page", pages.read(show, team));
    model.addAttribute("added", Added.NOBODY);
    return "reps";
  }

  @GetMapping("/reps.csv")
  void export(
      @RequestParam(required = false) @Nullable String show, @RequestParam(required = false) @Nullable String team,
      HttpServletResponse response) throws IOException {
    new ListCsv<RepsPage.Line>(
        "reps",
        List.of("rep_id", "name", "team", "manager", "now", "away", "open", "open_at_most", "given_today", "given_a_day_at_most",
            "works", "time_zone", "takes"),
        rep -> {
          RepStanding standing = rep.standing();
          return Stream.of(rep.id(), rep.name(), rep.team(), rep.manager(), standing == null ? null : standing.standing(),
              rep.away(), rep.open(), standing == null ? null : standing.open(), standing == null ? null : standing.today(),
              standing == null ? null : standing.perDay(), rep.hours(), rep.zone(), rep.takes());
        })
        .send(pages.read(show, team).lines(), response);
  }

  @PostMapping("/reps")
  String add(
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String team, @RequestParam(defaultValue = "false") boolean manager, Model model,
      Caller caller, HttpServletResponse response, RedirectAttributes after) {
    try {
      Rep rep = desk.add(name.strip(), email.strip(), team, manager, caller);
      after.addFlashAttribute("done", say(manager ? "reps.done.manager" : "reps.done.rep", rep.name()));
      return "redirect:/reps/" + rep.id();
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      model.addAttribute("page", pages.read(null, null));
      model.addAttribute("added", new Added(name, email, team, manager));
      return "reps";
    }
  }
}
