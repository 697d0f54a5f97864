package dev.leadloop.console;

import dev.leadloop.api.answer.AnswerGiven;
import dev.leadloop.api.answer.AnswerRequests.Accept;
import dev.leadloop.api.answer.AnswerRequests.Contact;
import dev.leadloop.api.answer.AnswerRequests.Order;
import dev.leadloop.api.answer.AnswerRequests.OutcomeReport;
import dev.leadloop.api.answer.AnswerRequests.Reassign;
import dev.leadloop.api.answer.AnswerRequests.Reject;
import dev.leadloop.api.answer.AnswerRequests.Return;
import dev.leadloop.api.answer.AnswerRequests.Review;
import dev.leadloop.api.answer.AnswerRequests.TakeOver;
import dev.leadloop.api.answer.AnswerRequests.Withdraw;
import dev.leadloop.api.answer.Refusals;
import dev.leadloop.api.problem.FieldError;
import dev.leadloop.api.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.store.StoryStore.Place;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
  private final OrderDesk desk;

  LeadPageController(LeadPageReader reader, OrderDesk desk) {
    this.reader = reader;
    this.desk = desk;
  }

  @GetMapping("/leads/{id}")
  String show(
      @PathVariable String id, @RequestParam(required = false) @Nullable String before, Model model, Caller caller) {
    model.addAttribute("lead", reader.read(id, place(before), caller));
    return "lead";
  }

  @PostMapping("/leads/{id}/accept")
  ModelAndView accept(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return give(id, "accept", new Accept(form.cycle(), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/reject")
  ModelAndView reject(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return give(id, "reject", new Reject(form.cycle(), form.chosenReason(), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/return")
  ModelAndView giveBack(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    LocalDate day = form.until();
    Return order =
        new Return(
            form.cycle(),
            form.chosenReason(),
            form.words(),
            day == null ? null : day.atStartOfDay(reader.zone(id)).toInstant());
    return give(id, "return", order, form, caller, after);
  }

  @PostMapping("/leads/{id}/reassign")
  ModelAndView reassign(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    Reassign order = new Reassign(form.cycle(), OrderForm.given(form.toRep()), form.words());
    return give(id, "reassign", order, form, caller, after);
  }

  @PostMapping("/leads/{id}/takeover")
  ModelAndView takeOver(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return give(id, "takeover", new TakeOver(form.cycle(), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/withdraw")
  ModelAndView withdraw(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    Withdraw order = new Withdraw(form.cycle(), form.chosenReason(), form.words());
    return give(id, "withdraw", order, form, caller, after);
  }

  @PostMapping("/leads/{id}/contact")
  ModelAndView contact(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return give(id, "contact", new Contact(form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/outcome")
  ModelAndView outcome(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    String currency = OrderForm.given(form.currency());
    if (form.amount() != null && currency == null) {
      throw FieldError.in("currency", "is needed with an amount, such as EUR");
    }
    OutcomeReport order =
        new OutcomeReport(
            OrderForm.orEmpty(form.result()),
            form.amount(),
            form.amount() == null ? null : currency,
            OrderForm.given(form.reason()),
            form.words(),
            null);
    return give(id, "outcome", order, form, caller, after);
  }

  @PostMapping("/leads/{id}/review")
  ModelAndView review(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    Review order = new Review(OrderForm.orEmpty(form.order()), OrderForm.given(form.reason()), form.words());
    return give(id, "review", order, form, caller, after);
  }

  private ModelAndView give(
      String id, String what, Order order, OrderForm form, Caller caller, RedirectAttributes after) {
    AnswerGiven given;
    try {
      given = desk.give(id, order, caller, form.key(what));
    } catch (ProblemException problem) {
      return refused(id, problem, caller);
    }
    switch (given.status()) {
      case APPLIED -> after.addFlashAttribute("done", reader.people().inWords("Done: " + given.message() + "."));
      case WAITING ->
          after.addFlashAttribute(
              "waits",
              "Your answer is recorded and counts from now. It is not decided yet; look again in a moment to see what"
                  + " became of it.");
      case REFUSED, FAILED -> {
        return refused(id, Refusals.of(given), caller);
      }
    }
    return new ModelAndView("redirect:/leads/" + id);
  }

  /** The page as it now stands, with what is in the way. */
  private ModelAndView refused(String id, ProblemException problem, Caller caller) {
    return new ModelAndView(
        "lead",
        Map.of(
            "lead", reader.read(id, Place.NEWEST, caller),
            "refused", reader.people().inWords(String.valueOf(problem.document().getDetail()))),
        HttpStatus.valueOf(problem.document().getStatus()));
  }

  private static Place place(@Nullable String before) {
    if (before == null || !before.matches("[0-9]{1,18}-[0-9]{1,9}")) {
      return Place.NEWEST;
    }
    int dash = before.indexOf('-');
    return new Place(Long.parseLong(before.substring(0, dash)), Integer.parseInt(before.substring(dash + 1)));
  }
}
