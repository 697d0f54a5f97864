package dev.leadloop.console.leads;

import dev.leadloop.bulk.BulkOrder;
import dev.leadloop.bulk.BulkOrderStore;
import dev.leadloop.bulk.BulkPreview;
import dev.leadloop.bulk.BulkResultStore;
import dev.leadloop.bulk.BulkResultStore.Counted;
import dev.leadloop.bulk.BulkResultStore.Line;
import dev.leadloop.bulk.BulkResultStore.Result;
import dev.leadloop.bulkorders.BulkDesk;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.csv.CsvDownload;
import dev.leadloop.desk.RepStore;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.people.Users;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.temporal.bulk.BulkOrderWorkflow;
import dev.leadloop.users.User;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One order for many leads of the list: looked at first, then given, then followed until it is done. */
@Controller
@Hidden
class BulkPageController extends ConsolePages {
  private static final int NEWEST = 100;
  private static final int SHOWN = 100;
  private static final int PAGE = 1_000;

  private final BulkDesk desk;
  private final BulkOrderStore store;
  private final BulkResultStore results;
  private final PolicyCatalog policies;
  private final RepStore reps;
  private final Users users;
  private final Measuring measuring;
  private final TemporalUi ui;
  private final Clock clock;

  BulkPageController(
      BulkDesk desk, BulkOrderStore store, JdbcClient jdbc, PolicyCatalog policies, RepStore reps, Users users,
      Measuring measuring, TemporalUi ui, Clock clock) {
    this.desk = desk;
    this.store = store;
    this.results = new BulkResultStore(jdbc);
    this.policies = policies;
    this.reps = reps;
    this.users = users;
    this.measuring = measuring;
    this.ui = ui;
    this.clock = clock;
  }

  /** A kind of result to cut the list by, and how many there are. */
  record Tile(String name, int leads, String page, boolean shown) {}

  /** Why leads were or would be passed over. */
  record Why(String code, String message, int leads, List<String> named) {}

  @PostMapping({
    "/leads/bulk/orders/nurture", "/leads/bulk/orders/reassign", "/leads/bulk/orders/reopen", "/leads/bulk/orders/suppress"})
  String order(
      @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletRequest request, HttpServletResponse response,
      RedirectAttributes after, Caller caller) {
    BulkAct what = BulkAct.at(request.getRequestURI());
    BulkForm form = BulkForm.of(sent);
    try {
      if (sent.containsKey("give")) {
        BulkOrder given = desk.give(form.many(), what.what(form), form.expected(), caller, "page " + form.formId());
        after.addFlashAttribute("done", given.content().words());
        return "redirect:/leads/bulk/" + given.id();
      }
      if (!what.wantsReason() || form.reason() != null) {
        preview(model, desk.preview(form.many(), what.what(form), caller));
      }
    } catch (ProblemException refused) {
      if (Problem.IDEMPOTENCY_MISMATCH.isOf(refused.document()) || form.chosen().isEmpty() && !form.all()) {
        throw refused;
      }
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
    }
    model.addAttribute("act", what);
    model.addAttribute("form", form);
    model.addAttribute("formId", UUID.randomUUID().toString());
    model.addAttribute("sequences", policies.latest().sequences().keySet().stream().sorted().toList());
    model.addAttribute("reps", LeadChoices.owners(reps.all()));
    return "bulk-order-new";
  }

  private static void preview(Model model, BulkPreview preview) {
    model.addAttribute("preview", preview);
    model.addAttribute("passedOver", preview.passedOver().stream()
        .map(one -> new Why(one.code(), one.message(), one.leads(), one.named())).toList());
  }

  @GetMapping("/leads/bulk")
  String list(Model model) {
    People people = new People(reps.all());
    PageTimes times = times();
    UnaryOperator<String> names = names();
    model.addAttribute(
        "orders", store.newest(NEWEST).stream().map(order -> BulkLine.of(order, people, names, times)).toList());
    return "bulk-orders";
  }

  @GetMapping("/leads/bulk.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<BulkOrder>(
        "bulk-orders", List.of("bulk_order_id", "what", "state", "leads", "given", "by", "ordered_at"),
        order -> Stream.of(order.id(), order.content().words(), order.progress().state().toLowerCase(Locale.ROOT),
            order.progress().leads(), order.progress().given(), order.by(), order.createdAt()))
        .send(store.newest(ListCsv.MOST + 1), response);
  }

  @GetMapping("/leads/bulk/{bulkOrderId}")
  String one(
      @PathVariable String bulkOrderId, @RequestParam(defaultValue = "") String result,
      @RequestParam(defaultValue = "0") int after, Model model) {
    BulkOrder order = desk.one(bulkOrderId);
    List<Counted> counts = results.counts(order.id());
    Result cut = Arrays.stream(Result.values()).filter(one -> one.called().equals(result)).findFirst().orElse(null);
    List<Line> lines = results.lines(order.id(), cut, Math.max(0, after), SHOWN + 1);
    String page = "/leads/bulk/" + order.id();
    model.addAttribute("order", BulkLine.of(order, new People(reps.all()), names(), times()));
    model.addAttribute("tiles", Arrays.stream(Result.values()).map(one -> new Tile(
        one.called(), leads(counts, one), cut == one ? page : page + "?result=" + one.called(), cut == one)).toList());
    model.addAttribute("passedOver", counts.stream().filter(one -> one.result() == Result.PASSED_OVER)
        .map(one -> new Why(String.valueOf(one.code()), String.valueOf(one.message()), one.leads(), List.of())).toList());
    model.addAttribute("lines", lines.stream().limit(SHOWN).toList());
    model.addAttribute("page", page + (cut == null ? "" : "?result=" + cut.called()));
    model.addAttribute("next", lines.size() <= SHOWN ? null
        : page + "?result=" + (cut == null ? "" : cut.called()) + "&after=" + lines.get(SHOWN - 1).n());
    model.addAttribute("moves", !order.progress().finished()
        || !order.progress().state().equals("STOPPED") && leads(counts, Result.WAITS) > 0);
    model.addAttribute("history", ui.history(BulkOrderWorkflow.workflowId(order.id())).orElse(null));
    return "bulk-order";
  }

  private static int leads(List<Counted> counts, Result result) {
    return counts.stream().filter(one -> one.result() == result).mapToInt(Counted::leads).sum();
  }

  @GetMapping("/leads/bulk/{bulkOrderId}/results.csv")
  void csv(@PathVariable String bulkOrderId, HttpServletResponse response) throws IOException {
    BulkOrder order = desk.one(bulkOrderId);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"bulk-order.csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CsvDownload csv = new CsvDownload(writer);
    csv.write("lead_id", "name", "result", "why", "message");
    @Nullable Integer after = 0;
    while (after != null) {
      List<Line> lines = results.lines(order.id(), null, after, PAGE);
      for (Line line : lines) {
        csv.write(
            line.leadId(), Objects.toString(line.name(), ""), line.result().called(), Objects.toString(line.code(), ""),
            Objects.toString(line.message(), ""));
      }
      after = lines.size() < PAGE ? null : lines.getLast().n();
    }
    csv.flush();
    writer.flush();
  }

  @PostMapping("/leads/bulk/{bulkOrderId}/stop")
  String stop(@PathVariable String bulkOrderId, RedirectAttributes after, Caller caller) {
    BulkOrder stopped = desk.stop(bulkOrderId, caller);
    after.addFlashAttribute("stopped", stopped.progress().given());
    return "redirect:/leads/bulk/" + stopped.id();
  }

  private PageTimes times() {
    return PageTimes.forReader(measuring.zone(), clock.instant());
  }

  private UnaryOperator<String> names() {
    Map<String, String> called = users.all().stream().collect(Collectors.toMap(User::principalId, User::name));
    return id -> called.getOrDefault(id, id);
  }
}
