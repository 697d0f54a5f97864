package dev.leadloop.console.lead;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.OrderForm;
import dev.leadloop.lead.LeadId;
import dev.leadloop.orders.Order;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.Caller;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one lead: what is known, what happened, what comes next, and the answers sales may give. */
@Controller
class LeadPageController extends ConsolePages {
  private final LeadPageReader reader;
  private final LeadPageAnswers answers;
  private final LeadStore leads;
  private final ModelDesk models;

  LeadPageController(LeadPageReader reader, LeadPageAnswers answers, LeadStore leads, ModelDesk models) {
    this.reader = reader;
    this.answers = answers;
    this.leads = leads;
    this.models = models;
  }

  @GetMapping("/leads/{id}")
  String show(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String show,
      @RequestParam(required = false) @Nullable String before,
      Model model,
      Caller caller) {
    model.addAttribute("lead", reader.read(id, Timeline.Asked.of(show, before), caller));
    model.addAttribute("foretold", leads.find(new LeadId(id)).filter(lead -> lead.erasedAt() == null).flatMap(models::predict)
        .map(ForetoldLine::of).orElse(null));
    return "lead";
  }

  @PostMapping("/leads/{id}/accept")
  ModelAndView accept(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(id, "accept", "accept", () -> new Order.Accept(form.cycle(), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/reject")
  ModelAndView reject(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(
        id, "reject", "reject", () -> new Order.Reject(form.cycle(), form.chosenReason(), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/return")
  ModelAndView giveBack(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    Instant until = form.fromDay(reader.zone(id));
    return answers.give(
        id, "return", "reject", () -> new Order.Return(form.cycle(), form.chosenReason(), form.words(), until), form, caller,
        after);
  }

  @PostMapping("/leads/{id}/reassign")
  ModelAndView reassign(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(
        id, "reassign", "reassign", () -> new Order.Reassign(form.cycle(), OrderForm.given(form.toRep()), form.words()), form,
        caller, after);
  }

  @PostMapping("/leads/{id}/takeover")
  ModelAndView takeOver(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(id, "takeover", "takeover", () -> new Order.TakeOver(form.cycle(), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/withdraw")
  ModelAndView withdraw(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(
        id, "withdraw", "withdraw", () -> new Order.Withdraw(form.cycle(), form.chosenReason(), form.words()), form, caller,
        after);
  }

  @PostMapping("/leads/{id}/contact")
  ModelAndView contact(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(id, "contact", "contact", () -> new Order.Contact(form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/outcome")
  ModelAndView outcome(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(id, "outcome", "outcome", () -> outcome(form), form, caller, after);
  }

  @PostMapping("/leads/{id}/review")
  ModelAndView review(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(
        id, "review", "review",
        () -> new Order.Review(OrderForm.orEmpty(form.order()), OrderForm.given(form.reason()), form.words()), form, caller,
        after);
  }

  private static Order outcome(OrderForm form) {
    String currency = OrderForm.given(form.currency());
    BigDecimal amount = form.money();
    return new Order.ReportOutcome(
        OrderForm.orEmpty(form.result()),
        amount,
        amount == null ? null : currency,
        OrderForm.given(form.reason()),
        form.words(),
        null);
  }
}
