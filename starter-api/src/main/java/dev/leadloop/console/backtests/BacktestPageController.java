package dev.leadloop.console.backtests;

import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtest.BacktestStore;
import dev.leadloop.backtest.BacktestStore.Changed;
import dev.leadloop.backtests.BacktestDesk;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.simulation.backtest.Side;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tries a policy on recorded lives before anyone lives by it, and shows what came of it. */
@Controller
class BacktestPageController extends ConsolePages {
  private static final int NEWEST = 50;
  private static final int SHOWN = 100;
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  private final BacktestDesk desk;
  private final BacktestStore store;

  BacktestPageController(BacktestDesk desk, BacktestStore store) {
    this.desk = desk;
    this.store = store;
  }

  @GetMapping("/backtests")
  String list(@RequestParam(required = false) @Nullable String policy, Model model) {
    model.addAttribute("policy", policy == null ? "" : policy);
    model.addAttribute("segments", desk.segments());
    model.addAttribute("backtests", desk.newest(null, NEWEST).stream().map(BacktestPage::of).toList());
    return "backtests";
  }

  @GetMapping("/backtests.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<Backtest>("backtests", List.of("backtest_id", "policy", "against", "state", "leads", "created_at", "created_by"),
        one -> Stream.of(one.id(), one.order().policy(), one.order().against() == null ? "" : one.order().against(),
            one.progress().state(), one.progress().leads(), one.createdAt(), one.createdBy()))
        .send(desk.newest(null, ListCsv.MOST + 1), response);
  }

  @PostMapping("/backtests")
  String begin(
      @RequestParam(defaultValue = "") String policy, @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "") String against,
      @RequestParam(defaultValue = "") String segment, Caller caller, RedirectAttributes after) {
    if (!against.isBlank() && !VERSION.matcher(against.strip()).matches()) {
      after.addFlashAttribute("refused", say("backtests.refused.version"));
      return "redirect:/backtests";
    }
    try {
      BacktestDesk.Asked asked = new BacktestDesk.Asked(
          day(from), day(to), segment.isBlank() ? null : segment.strip(), against.isBlank() ? null
          : Integer.valueOf(against.strip()));
      return "redirect:/backtests/" + desk.begin(policy.strip(), asked, caller).id();
    } catch (ProblemException refused) {
      after.addFlashAttribute("refused", String.valueOf(refused.document().getDetail()));
      return "redirect:/backtests";
    } catch (DateTimeParseException noDay) {
      after.addFlashAttribute("refused", say("backtests.refused.days"));
      return "redirect:/backtests";
    }
  }

  @GetMapping("/backtests/{backtestId}")
  String show(@PathVariable String backtestId, Model model) {
    Backtest one = desk.one(backtestId);
    model.addAttribute("backtest", BacktestPage.of(one));
    model.addAttribute("leftOut", desk.leftOut(one));
    model.addAttribute("gained", changes(one, Side.GAINED));
    model.addAttribute("lost", changes(one, Side.LOST));
    return "backtest";
  }

  private List<BacktestPage.ChangeRow> changes(Backtest one, Side side) {
    return store.changes(one.id(), side, null, SHOWN).stream().map(BacktestPage.ChangeRow::of).toList();
  }

  @GetMapping("/backtests/{backtestId}/changes.csv")
  void changes(@PathVariable String backtestId, HttpServletResponse response) throws IOException {
    String id = desk.one(backtestId).id();
    Stream<Changed> rows = Stream.concat(
        store.changes(id, Side.GAINED, null, ListCsv.MOST).stream(), store.changes(id, Side.LOST, null, ListCsv.MOST).stream());
    new ListCsv<Changed>("backtest", List.of("lead_id", "name", "side", "at", "why", "outcome"), one -> {
      BacktestPage.ChangeRow row = BacktestPage.ChangeRow.of(one);
      return Stream.of(row.leadId(), row.name(), one.change().side(), one.change().at(), row.why(), row.outcome());
    }).send(rows.toList(), response);
  }

  @PostMapping("/backtests/{backtestId}/stop")
  String stop(@PathVariable String backtestId, Caller caller) {
    desk.stop(backtestId, caller);
    return "redirect:/backtests/" + backtestId;
  }

  @PostMapping("/backtests/{backtestId}/delete")
  String delete(@PathVariable String backtestId, Caller caller) {
    desk.delete(backtestId, caller);
    return "redirect:/backtests";
  }

  private static @Nullable LocalDate day(String given) {
    return given.isBlank() ? null : LocalDate.parse(given.strip());
  }
}
