package dev.leadloop.console.leads;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.desk.RepStore;
import dev.leadloop.finding.LeadFinder;
import dev.leadloop.finding.LeadFinder.FoundPage;
import dev.leadloop.finding.QueryNames;
import dev.leadloop.lead.Stage;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of leads. While somebody types, what was found is sent alone; without a script the form sends the whole page. */
@Controller
@Hidden
class LeadListController extends ConsolePages {
  private static final int SHOWN = 50;
  private static final int COUNTED = 1_000;
  private static final String ASKED_BY_SCRIPT = "HX-Request";
  private static final String RESTORED = "HX-History-Restore-Request";

  private final LeadFinder finder;
  private final LeadOverview overview;
  private final LeadViews views;
  private final RepStore reps;
  private final Measuring measuring;
  private final Clock clock;

  LeadListController(
      LeadFinder finder, LeadOverview overview, LeadViews views, RepStore reps, Measuring measuring, Clock clock) {
    this.finder = finder;
    this.overview = overview;
    this.views = views;
    this.reps = reps;
    this.measuring = measuring;
    this.clock = clock;
  }

  @GetMapping("/leads")
  String list(
      @QueryNames({
        "stage", "qualifiedBy", "owner", "source", "segment", "grade", "scoreFrom", "scoreTo", "held", "stuck", "enteredFrom",
            "enteredUntil",
        "q", "sort", "columns", "after"}) @RequestParam Map<String, String> query,
      @RequestHeader(name = ASKED_BY_SCRIPT, required = false) @Nullable String script,
      @RequestHeader(name = RESTORED, required = false) @Nullable String restored,
      Model model,
      HttpServletResponse response,
      Caller caller) {
    LeadAddress address = LeadAddress.of(query);
    List<Column> columns = Column.chosen(address.get("columns"));
    People people = new People(reps.all());
    FoundPage page = finder.find(Map.copyOf(address.given()), SHOWN, caller);
    int count = address.some() ? finder.count(Map.copyOf(address.given()), COUNTED + 1, caller) : 0;
    PageTimes times = new PageTimes(measuring.zone(), clock.instant());
    model.addAttribute("shown", address);
    model.addAttribute("title", title(address));
    model.addAttribute(
        "count", address.some() ? count > COUNTED ? say("leads.count.more", COUNTED) : String.valueOf(count) : null);
    model.addAttribute("columns", columns);
    model.addAttribute("leads", page.leads().stream().map(found -> LeadLine.of(found, columns, people, times)).toList());
    model.addAttribute("next", page.next() == null ? null : next(address, page.next()));
    model.addAttribute("acts", BulkAct.openTo(caller));
    response.addHeader(HttpHeaders.VARY, ASKED_BY_SCRIPT);
    if (script != null && restored == null) {
      response.setHeader("HX-Replace-Url", address.page());
      return "leads :: found";
    }
    model.addAttribute("choices", new LeadChoices(finder.sources(caller), finder.segments(), finder.grades(),
        LeadChoices.owners(reps.all()),
        LeadChoices.columns(columns, address)));
    model.addAttribute("views", views.of(caller, address));
    overview.tell(model, address, caller);
    return "leads";
  }

  /** Such as "Leads: Handed to sales, ready as PQL". */
  private static String title(LeadAddress address) {
    return address.some()
        ? "Leads" + (address.get("stage").isEmpty() ? "" : ": " + Stage.words(address.get("stage")))
            + (address.get("qualifiedBy").isEmpty() ? "" : ", ready as " + address.get("qualifiedBy"))
        : "Newest leads";
  }

  private static String next(LeadAddress address, String after) {
    Map<String, String> behind = new LinkedHashMap<>(address.given());
    behind.put("after", after);
    return LeadAddress.of(behind).page();
  }

  @GetMapping("/leads/export")
  void export(
      @QueryNames({
        "stage", "qualifiedBy", "owner", "source", "segment", "grade", "scoreFrom", "scoreTo", "held", "stuck", "enteredFrom",
            "enteredUntil",
        "q", "sort", "columns", "after"}) @RequestParam Map<String, String> query,
      HttpServletResponse response,
      Caller caller) throws IOException {
    LeadAddress address = LeadAddress.of(query);
    finder.read(Map.copyOf(address.given()), 1, caller);
    Writer writer = csv(response);
    LeadCsv.write(finder, address, caller, writer);
    writer.flush();
  }

  /** Those that were ticked, or all of the list. */
  @PostMapping("/leads/export")
  void export(
      @RequestParam MultiValueMap<String, String> sent, HttpServletResponse response, Caller caller) throws IOException {
    if (BulkForm.all(sent)) {
      LeadAddress address = LeadAddress.of(sent.toSingleValueMap());
      finder.read(Map.copyOf(address.given()), 1, caller);
      Writer writer = csv(response);
      LeadCsv.write(finder, address, caller, writer);
      writer.flush();
      return;
    }
    Set<String> chosen = new HashSet<>(BulkForm.chosen(sent));
    if (chosen.isEmpty()) {
      throw Problem.INVALID.because("No lead is chosen. Tick some in the list first, or tick 'All that match'.");
    }
    Writer writer = csv(response);
    LeadCsv.write(finder.among(chosen, caller), writer);
    writer.flush();
  }

  private static Writer csv(HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leads.csv\"");
    return new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
  }

  @PostMapping("/leads/views")
  String keep(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "false") boolean shared,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after,
      Caller caller) {
    LeadAddress address = LeadAddress.of(sent);
    finder.read(Map.copyOf(address.given()), 1, caller);
    Column.chosen(address.get("columns"));
    views.keep(caller, name, shared, address);
    after.addFlashAttribute("done", say(shared ? "leads.done.shared" : "leads.done.kept", name.strip()));
    return "redirect:" + address.with("after", "");
  }

  @PostMapping("/leads/views/forget")
  String forget(@RequestParam(defaultValue = "0") long view, RedirectAttributes after, Caller caller) {
    after.addFlashAttribute("done", say(views.forget(caller, view) ? "leads.done.forgotten" : "leads.done.none"));
    return "redirect:/leads";
  }
}
