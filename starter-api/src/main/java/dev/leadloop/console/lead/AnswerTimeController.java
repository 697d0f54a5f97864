package dev.leadloop.console.lead;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.OrderForm;
import dev.leadloop.orders.Order;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms of a lead's page by which sales stops the answer time, lets it go on, and puts reminders off. */
@Controller
class AnswerTimeController extends ConsolePages {
  private final LeadPageReader reader;
  private final LeadPageAnswers answers;

  AnswerTimeController(LeadPageReader reader, LeadPageAnswers answers) {
    this.reader = reader;
    this.answers = answers;
  }

  @PostMapping("/leads/{id}/pause")
  ModelAndView pause(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    Instant until = form.instant(reader.zone(id));
    return answers.give(
        id, "pause", "pause", () -> new Order.Pause(form.cycle(), form.chosenReason(), form.words(), until), form, caller, after);
  }

  @PostMapping("/leads/{id}/resume")
  ModelAndView resume(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(id, "resume", "resume", () -> new Order.Resume(form.cycle(), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/snooze")
  ModelAndView snooze(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    Instant until = form.instant(reader.zone(id));
    return answers.give(id, "snooze", "snooze", () -> snooze(form, until), form, caller, after);
  }

  private static Order snooze(OrderForm form, @Nullable Instant until) {
    if (until == null) {
      throw FieldError.in("until", "is needed: choose the time from which you want to be reminded again");
    }
    return new Order.Snooze(form.cycle(), until);
  }
}
