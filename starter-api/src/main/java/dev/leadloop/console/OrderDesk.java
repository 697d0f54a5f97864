package dev.leadloop.console;

import dev.leadloop.api.answer.AnswerGiven;
import dev.leadloop.api.answer.AnswerRequests.Order;
import dev.leadloop.api.answer.Answers;
import dev.leadloop.intake.CleanText;
import dev.leadloop.lead.Principal;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives what a form says the same way as the API does, by the same rules. */
@Component
class OrderDesk {
  private final Answers answers;
  private final Validator validator;

  OrderDesk(Answers answers, Validator validator) {
    this.answers = answers;
    this.validator = validator;
  }

  /**
   * Records the order and waits a moment for its verdict; a problem where a field does not do.
   *
   * @param key names the form, so that it answers once however often it is sent; null makes a new name
   */
  AnswerGiven give(String leadId, Order order, Caller caller, @Nullable String key) {
    check(order);
    return answers.give(leadId, order, caller.principal(), key);
  }

  /** The same in the name of whoever holds a link, once under that event id. */
  AnswerGiven giveOnce(String leadId, Order order, Principal by, String eventId) {
    check(order);
    return answers.giveOnce(leadId, order, by, eventId);
  }

  private void check(Order order) {
    Optional<ConstraintViolation<Order>> wrong =
        validator.validate(order).stream().min(Comparator.comparing(found -> found.getPropertyPath().toString()));
    if (wrong.isPresent()) {
      throw FieldError.in(wrong.get().getPropertyPath().toString(), wrong.get().getMessage());
    }
    String note = order.note();
    if (note != null) {
      CleanText.fault(note)
          .ifPresent(
              fault -> {
                throw FieldError.in("note", fault);
              });
    }
  }
}
