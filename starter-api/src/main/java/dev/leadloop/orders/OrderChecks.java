package dev.leadloop.orders;

import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.orders.OrderResult.FieldWrong;
import dev.leadloop.text.CleanText;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is wrong with an order before anybody has decided about it, whichever way it was given. */
@Component
class OrderChecks {
  private final Validator validator;

  OrderChecks(Validator validator) {
    this.validator = validator;
  }

  /** The first field that does not do. */
  Optional<FieldWrong> form(Order order) {
    // One of another form is told how to give it, below.
    if (order instanceof Order.ReportOutcome report && report.currency() == null
        && EventBody.OutcomeReported.lacksCurrency(report.amount(), report.currency())) {
      return Optional.of(new FieldWrong("currency", "is needed with an amount, such as EUR"));
    }
    Optional<ConstraintViolation<Order>> wrong =
        validator.validate(order).stream().min(Comparator.comparing(found -> found.getPropertyPath().toString()));
    if (wrong.isPresent()) {
      return Optional.of(new FieldWrong(wrong.get().getPropertyPath().toString(), wrong.get().getMessage()));
    }
    String note = order.note();
    return note == null ? Optional.empty() : CleanText.fault(note).map(fault -> new FieldWrong("note", fault));
  }

  /** The same of the time it names: nobody reports what is yet to happen. */
  static Optional<FieldWrong> time(Order order, Instant now) {
    return Optional.ofNullable(order.occurredAt()).filter(at -> IntakeWarnings.isAhead(at, now))
        .map(ignored -> new FieldWrong("occurredAt", "lies in the future; give when it happened, or leave it out for now"));
  }
}
