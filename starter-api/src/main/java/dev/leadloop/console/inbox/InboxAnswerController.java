package dev.leadloop.console.inbox;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.OrderForm;
import dev.leadloop.lead.LeadId;
import dev.leadloop.orders.HeldAnswers;
import dev.leadloop.orders.HeldResult;
import dev.leadloop.orders.HeldResult.Another;
import dev.leadloop.orders.HeldResult.Declined;
import dev.leadloop.orders.HeldResult.Given;
import dev.leadloop.orders.HeldResult.Held;
import dev.leadloop.orders.HeldResult.Wrong;
import dev.leadloop.orders.Order;
import dev.leadloop.orders.OrderResult;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.orders.OrderResult.Failed;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.orders.OrderResult.Refused;
import dev.leadloop.orders.OrderResult.UnknownOrder;
import dev.leadloop.orders.OrderResult.Waiting;
import dev.leadloop.orders.Orders;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.record.LeadStore;
import dev.leadloop.refusals.Refusals;
import dev.leadloop.security.Caller;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The answers of the inbox: each may be taken back for some seconds, and leads on to the next handoff. */
@Controller
class InboxAnswerController extends ConsolePages {
  private static final String GONE = "Nothing was changed: the answer was taken back before this, perhaps in another window.";
  private static final String WAITS = "recorded, and it counts from when it was given; it is not decided yet";

  private final HeldAnswers answers;
  private final Orders orders;
  private final Told told;
  private final LeadStore leads;

  InboxAnswerController(HeldAnswers answers, Orders orders, Told told, LeadStore leads) {
    this.leads = leads;
    this.answers = answers;
    this.orders = orders;
    this.told = told;
  }

  /**
   * What became of an answer, to be shown for a while.
   *
   * @param good whether it was followed
   * @param eventId of one that is not decided yet, to be asked for again; null where all is said
   */
  record Came(boolean good, String title, String words, String leadId, @Nullable String eventId) {}

  /** Where the page goes on once an answer is given: the list it came from, and what stands behind the answered one. */
  record Onward(@Nullable String next, @Nullable String of, @Nullable String title) {
    String after() {
      return address(next);
    }

    String address(@Nullable String lead) {
      String some = OrderForm.given(of);
      String query = (lead == null || !InboxAnswerController.isId(lead) ? "" : "lead=" + lead + "&")
          + (some == null || !InboxAnswerController.isId(some) ? "" : "of=" + some + "&");
      return "/inbox" + (query.isEmpty() ? "" : "?" + query.substring(0, query.length() - 1));
    }
  }

  static boolean isId(String text) {
    return text.matches("[A-Za-z0-9._-]{1,64}");
  }

  @PostMapping("/inbox/{id}/accept")
  String accept(@PathVariable String id, OrderForm form, Onward on, Caller caller, RedirectAttributes after) {
    return give(id, "accept", () -> new Order.Accept(form.cycle(), form.words()), form, on, caller, after);
  }

  @PostMapping("/inbox/{id}/reject")
  String reject(@PathVariable String id, OrderForm form, Onward on, Caller caller, RedirectAttributes after) {
    return give(
        id, "reject", () -> new Order.Reject(form.cycle(), form.chosenReason(), form.words()), form, on, caller, after);
  }

  @PostMapping("/inbox/{id}/return")
  String giveBack(@PathVariable String id, OrderForm form, Onward on, Caller caller, RedirectAttributes after) {
    Instant until = form.fromDay(told.zone(caller, known(id)));
    return give(
        id, "return", () -> new Order.Return(form.cycle(), form.chosenReason(), form.words(), until), form, on, caller, after);
  }

  @PostMapping("/inbox/{id}/snooze")
  String snooze(
      @PathVariable String id, OrderForm form, @RequestParam(defaultValue = "") String quiet, Onward on, Caller caller,
      RedirectAttributes after) {
    return give(id, "snooze", () -> new Order.Snooze(form.cycle(), instant(quiet)), form, on, caller, after);
  }

  @PostMapping("/inbox/{id}/undo")
  String undo(
      @PathVariable String id, @RequestParam(defaultValue = "") String event, Onward on, Caller caller,
      RedirectAttributes after) {
    String lead = known(id);
    String shown = on.title() == null ? "" : on.title();
    boolean back = answers.takeBack(lead, answerId(event), caller.principal());
    boolean before = !back && orders.read(lead, event) instanceof UnknownOrder;
    after.addFlashAttribute(back ? "undone" : before ? "undoneBefore" : "tooLate", shown);
    return "redirect:" + on.address(id);
  }

  @PostMapping("/inbox/{id}/go")
  String go(
      @PathVariable String id, @RequestParam(defaultValue = "") String event, Onward on, Caller caller,
      RedirectAttributes after) {
    OrderResult result = answers.letGo(known(id), answerId(event), caller.principal());
    after.addFlashAttribute("came", came(id, title(on, id), result, caller));
    return "redirect:" + on.after();
  }

  /** What became of an answer whose time to be taken back is over; asked for by the page. */
  @GetMapping("/inbox/{id}/became")
  String became(
      @PathVariable String id, @RequestParam(required = false) @Nullable String event,
      @RequestParam(required = false) @Nullable String title, Model model, Caller caller) {
    known(id);
    if (event == null) {
      return "redirect:/inbox";
    }
    model.addAttribute("came", came(id, title(new Onward(null, null, title), id), orders.read(id, answerId(event)), caller));
    return "fragments/inbox-toast :: came";
  }

  private String give(
      String id, String what, Supplier<Order> order, OrderForm form, Onward on, Caller caller, RedirectAttributes after) {
    HeldResult result;
    known(id);
    try {
      result = answers.give(id, order.get(), caller.principal(), form.key(what));
    } catch (ProblemException problem) {
      return refused(id, problem, form, on, caller, after);
    }
    return switch (result) {
      case Held held -> {
        after.addFlashAttribute("foreseen", held.words().isEmpty() ? "" : told.inWords(caller, id, held.words()));
        after.addFlashAttribute("foreseenOf", held.eventId());
        yield "redirect:" + on.after();
      }
      case Given given -> {
        Came came = came(id, title(on, id), given.result(), caller);
        after.addFlashAttribute("came", came);
        yield "redirect:" + (came.good() ? on.after() : on.address(id));
      }
      case Wrong wrong -> refused(id, Refusals.of(wrong.why()), form, on, caller, after);
      case Declined declined -> refused(id, Refusals.of(declined.why(), declined.eventId()), form, on, caller, after);
      case Another another -> {
        after.addFlashAttribute("refused", told.inWords(caller, id, "nothing was changed: " + another.by()
            + " has just answered this one (" + another.label() + ") and may still take that back until " + another.until()));
        yield "redirect:" + on.address(id);
      }
    };
  }

  private String refused(
      String id, ProblemException problem, OrderForm form, Onward on, Caller caller, RedirectAttributes after) {
    after.addFlashAttribute("refused", told.inWords(caller, id, String.valueOf(problem.document().getDetail())));
    after.addFlashAttribute("note", OrderForm.orEmpty(form.note()));
    return "redirect:" + on.address(id);
  }

  private Came came(String id, String title, OrderResult result, Caller caller) {
    return switch (result) {
      case UnknownOrder ignored -> new Came(false, title, GONE, id, null);
      case NotRecorded not ->
          new Came(false, title, told.inWords(caller, id, String.valueOf(Refusals.of(not).document().getDetail())), id, null);
      case Recorded given -> switch (given.decision()) {
        case Applied applied -> new Came(true, title, told.inWords(caller, id, applied.message()), id, null);
        case Waiting ignored -> new Came(true, title, told.inWords(caller, id, WAITS), id, given.eventId());
        case Refused refused -> new Came(false, title, told.inWords(caller, id, "nothing was changed: " + refused.message()),
            id, null);
        case Failed failed -> new Came(false, title, told.inWords(caller, id, failed.message()), id, null);
      };
    };
  }

  /** The same id, where it is a lead's. */
  private String known(String id) {
    if (!LeadId.isOne(id) || leads.known(List.of(new LeadId(id))).isEmpty()) {
      throw Problem.unknownLead();
    }
    return id;
  }

  /** The same id, where an answer can have it; nothing else is looked for. */
  private static String answerId(String event) {
    if (!isId(event)) {
      throw FieldError.in("event", "is no id of an answer; go back to the inbox and answer there");
    }
    return event;
  }

  private static String title(Onward on, String id) {
    String title = OrderForm.given(on.title());
    return title == null ? id : title;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException none) {
      throw FieldError.in("until", "is needed: choose the time from which you want to be reminded again");
    }
  }
}
