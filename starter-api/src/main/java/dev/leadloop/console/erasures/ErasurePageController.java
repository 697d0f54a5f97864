package dev.leadloop.console.erasures;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.erasure.work.Erasure;
import dev.leadloop.erasure.work.Retention;
import dev.leadloop.erasures.ErasureDesk;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.store.Json;
import dev.leadloop.temporal.erasure.ErasureWorkflow;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who was forgotten, what was erased where, and what stands still. */
@Controller
@Hidden
class ErasurePageController extends ConsolePages {
  private static final int NEWEST = 200;
  private static final String USUAL = "asked_by_person";
  private static final String TO_ONE = "redirect:/erasures/";

  private final ErasureDesk desk;
  private final Retention retention;
  private final Measuring measuring;
  private final TemporalUi ui;
  private final Clock clock;

  ErasurePageController(ErasureDesk desk, Retention retention, Measuring measuring, TemporalUi ui, Clock clock) {
    this.desk = desk;
    this.retention = retention;
    this.measuring = measuring;
    this.ui = ui;
    this.clock = clock;
  }

  /**
   * A line of the list.
   *
   * @param done when every part had confirmed; null before
   */
  record Line(
      String id, @Nullable String lead, String state, String reason, String by, When at, @Nullable When done) {}

  /** What one part did. */
  record PartLine(String name, boolean confirmed, @Nullable String stands, int tries, Map<String, Integer> counts) {}

  @GetMapping("/erasures")
  String list(Model model) {
    return shown(model);
  }

  private String shown(Model model) {
    Retention.Foreseen foreseen = retention.foresee(retention.rules());
    model.addAttribute("erasures", desk.newest(NEWEST).stream().map(this::line).toList());
    model.addAttribute("retention", foreseen);
    model.addAttribute("usual", USUAL);
    model.addAttribute("places", desk.holdings());
    model.addAttribute("export", "/erasures.csv");
    return "erasures";
  }

  @GetMapping("/erasures.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<Erasure>(
        "erasures", List.of("erasure_id", "lead_id", "state", "reason", "by", "asked_at", "finished_at"),
        one -> Stream.of(one.id(), one.lead() == null ? "" : one.lead(), one.state().name().toLowerCase(Locale.ROOT),
            one.reason(), one.by(), one.askedAt(), one.finishedAt() == null ? "" : one.finishedAt()))
        .send(desk.newest(ListCsv.MOST + 1), response);
  }

  @PostMapping("/erasures")
  String eraseAddress(
      @RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String reason, Model model,
      HttpServletResponse response, Caller caller) {
    try {
      return TO_ONE + desk.eraseAddress(address, word(reason), caller).id();
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return shown(model);
    }
  }

  @PostMapping("/leads/{id}/erase")
  String erase(@PathVariable String id, @RequestParam(defaultValue = "") String reason, Caller caller) {
    return TO_ONE + desk.erase(id, word(reason), caller).id();
  }

  private static String word(String reason) {
    return reason.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  @GetMapping("/erasures/{erasureId}")
  String one(@PathVariable String erasureId, Model model) {
    Erasure erasure = desk.one(erasureId);
    model.addAttribute("erasure", line(erasure));
    model.addAttribute("parts", erasure.parts().stream()
        .map(part -> new PartLine(
            part.name(), part.confirmedAt() != null, part.stands(), part.tries(), new TreeMap<>(part.counts())))
        .toList());
    model.addAttribute("moves", erasure.state() != Erasure.State.DONE);
    model.addAttribute("history", ui.history(ErasureWorkflow.workflowId(erasure.id())).orElse(null));
    return "erasure";
  }

  @PostMapping("/erasures/{erasureId}/try")
  String tryNow(@PathVariable String erasureId, RedirectAttributes after) {
    String id = desk.tryNow(erasureId).id();
    after.addFlashAttribute("tried", true);
    return TO_ONE + id;
  }

  @GetMapping("/leads/{id}/person.json")
  ResponseEntity<String> person(@PathVariable String id) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.json\"")
        .body(Json.write(Map.of("leadId", id, "known", desk.person(id))));
  }

  private Line line(Erasure erasure) {
    PageTimes times = PageTimes.forReader(measuring.zone(), clock.instant());
    return new Line(
        erasure.id(), erasure.lead(), erasure.state().name(), erasure.reason().replace('_', ' '), erasure.by().toString(),
        times.at(erasure.askedAt()), erasure.finishedAt() == null ? null : times.at(erasure.finishedAt()));
  }
}
