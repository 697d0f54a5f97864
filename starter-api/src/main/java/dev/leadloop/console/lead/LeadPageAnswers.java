package dev.leadloop.console.lead;

import dev.leadloop.console.OrderForm;
import dev.leadloop.console.Refused;
import dev.leadloop.orders.Order;
import dev.leadloop.orders.OrderResult;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.orders.OrderResult.Failed;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.orders.OrderResult.Waiting;
import dev.leadloop.orders.Orders;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.problem.Sentence;
import dev.leadloop.refusals.Refusals;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives what a form of the lead page says, and shows the page again where it is refused. */
@Component
class LeadPageAnswers {
  private static final String WAITS =
      "Your answer is recorded and counts from now. It is not decided yet; look again in a moment to see what became of it.";

  private final LeadPageReader reader;
  private final Orders orders;
  private final LeadSight sight;

  LeadPageAnswers(LeadPageReader reader, Orders orders, LeadSight sight) {
    this.reader = reader;
    this.orders = orders;
    this.sight = sight;
  }

  /**
   * Gives an order and leads back to the page.
   *
   * @param what names the order among those of its form
   * @param form name of the form that sent it
   * @param order throws a problem where a field does not do
   */
  ModelAndView give(
      String id, String what, String form, Supplier<Order> order, OrderForm sent, Caller caller, RedirectAttributes after) {
    OrderResult result;
    try {
      result = orders.give(id, order.get(), caller.principal(), sent.key(what));
    } catch (ProblemException problem) {
      return refused(id, form, problem, sent, caller);
    }
    return switch (result) {
      case NotRecorded not -> refused(id, form, Refusals.of(not), sent, caller);
      case Recorded given ->
          switch (given.decision()) {
            case Applied applied ->
                back(id, "done", reader.inWords(id, Sentence.ended("Done: " + applied.message())), caller, after);
            case Waiting ignored -> back(id, "waits", WAITS, caller, after);
            case OrderResult.Refused refused -> refused(id, form, Refusals.of(refused, given.eventId()), sent, caller);
            case Failed failed -> refused(id, form, Refusals.of(failed, given.eventId()), sent, caller);
          };
    };
  }

  /**
   * Does something that is decided at once, and leads back to the page.
   *
   * @param form name of the form that sent it
   * @param act does it and says what happened; throws a problem where it cannot be
   */
  ModelAndView act(
      String id, String form, OrderForm sent, Caller caller, RedirectAttributes after, Supplier<String> act) {
    try {
      return back(id, "done", reader.inWords(id, act.get()), caller, after);
    } catch (ProblemException problem) {
      if (Problem.UNKNOWN_LEAD.isOf(problem.document())) {
        throw problem;
      }
      return refused(id, form, problem, sent, caller);
    }
  }

  private ModelAndView back(String id, String attribute, String words, Caller caller, RedirectAttributes after) {
    after.addFlashAttribute(attribute, words);
    // By the answer the lead may have gone to somebody else.
    return new ModelAndView(sight.sees(caller, id) ? "redirect:/leads/" + id : "redirect:/leads");
  }

  /** The page as it now stands, with what is in the way; of a lead that has gone to somebody else, only that. */
  private ModelAndView refused(String id, String form, ProblemException problem, OrderForm sent, Caller caller) {
    String why = reader.inWords(id, String.valueOf(problem.document().getDetail()));
    if (!sight.sees(caller, id)) {
      return new ModelAndView(
          "problem",
          Map.of("title", String.valueOf(problem.document().getTitle()), "message", why),
          HttpStatus.valueOf(problem.document().getStatus()));
    }
    return new ModelAndView(
        "lead",
        Map.of("lead", reader.read(id, Timeline.Asked.NEWEST, caller), "refused", new Refused(form, why, sent)),
        HttpStatus.valueOf(problem.document().getStatus()));
  }
}
