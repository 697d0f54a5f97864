package dev.leadloop.console.dryrun;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.dryrun.DryRunCsv;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.policies.DryRunDesk;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.simulation.dryrun.DryRunReport;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Dry runs: the newest and the form of another, how far one is, and what came of it. */
@Controller
@Hidden
class DryRunPageController extends ConsolePages {
  private final DryRunDesk desk;
  private final DryRunChoices choices;
  private final DryRunPages pages;

  DryRunPageController(DryRunDesk desk, DryRunChoices choices, DryRunPages pages) {
    this.desk = desk;
    this.choices = choices;
    this.pages = pages;
  }

  @GetMapping("/simulations")
  String list(
      @RequestParam(required = false) @Nullable String policy, @RequestParam(required = false) @Nullable String against,
      Model model) {
    return list(new DryRunForm.Arrived(policy, against, null, null, null, null, null, null, null, null).filled(), model);
  }

  private String list(DryRunForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("choices", choices.all());
    model.addAttribute("runs", pages.lines(desk.newest()));
    return "dry-runs";
  }

  @GetMapping("/simulations.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<DryRunLine>(
        "simulations",
        List.of("simulation_id", "policy", "against", "leads", "days", "sales", "state", "lives_played", "created_at",
            "created_by"),
        run -> Stream.of(run.id(), run.policy(), run.against(), run.told().isEmpty() ? run.leads() : run.told(), run.days(),
            run.sales(), run.state(), run.done(), run.at().iso(), run.by()))
        .send(pages.lines(desk.newest()), response);
  }

  @PostMapping("/simulations")
  String order(
      @ModelAttribute DryRunForm.Arrived arrived, @RequestParam(required = false) @Nullable MultipartFile file, Caller caller,
      Model model, HttpServletResponse response) throws IOException {
    DryRunForm form = arrived.filled();
    try {
      return "redirect:/simulations/" + desk.order(form.wish(choices.sent(file, form)), caller).id();
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", String.valueOf(refused.document().getDetail()));
      return list(form, model);
    }
  }

  @GetMapping("/simulations/{simulationId}")
  String show(@PathVariable String simulationId, Model model) {
    model.addAttribute("page", pages.page(desk.one(simulationId)));
    return "dry-run";
  }

  @PostMapping("/simulations/{simulationId}/stop")
  String stop(@PathVariable String simulationId) {
    return "redirect:/simulations/" + desk.stop(simulationId).id();
  }

  /** What came of it as a table: {@code changes}, {@code leads}, {@code days} or {@code reps}. */
  @GetMapping("/simulations/{simulationId}/{table}.csv")
  void table(@PathVariable String simulationId, @PathVariable String table, HttpServletResponse response) throws IOException {
    Simulation run = desk.one(simulationId);
    DryRunReport report = run.result();
    if (report == null) {
      throw Problem.REFUSED.because("This dry run has no result" + (run.failure() == null ? " yet." : ": " + run.failure()));
    }
    Writing writing = switch (table) {
      case "changes" -> DryRunCsv::changes;
      case "leads" -> DryRunCsv::leads;
      case "days" -> DryRunCsv::days;
      case "reps" -> DryRunCsv::reps;
      default -> throw Problem.NOT_FOUND.because("A dry run has no table '" + table + "'; it has changes, leads, days and reps.");
    };
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"simulation-" + table + ".csv\"");
    Writer to = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    writing.write(report, to);
    to.flush();
  }

  /** Writes a table of a result. */
  private interface Writing {
    void write(DryRunReport report, Writer to) throws IOException;
  }
}
