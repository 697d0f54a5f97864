package dev.leadloop.web;

import dev.leadloop.advice.NextQuestion;
import dev.leadloop.advice.Question;
import dev.leadloop.view.Foresight;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The one question that a hosted form puts beside its own. */
@Component
class MoreQuestion {
  private final Foresight foresight;
  private final InstantSource clock;

  MoreQuestion(Foresight foresight, InstantSource clock) {
    this.foresight = foresight;
    this.clock = clock;
  }

  /** By what is filled in alone: by the question nobody learns what is known of whoever has the address. */
  Optional<Question> of(HostedForm form, FormSent filledIn) {
    if (!form.askMore()) {
      return Optional.empty();
    }
    try {
      return foresight.question(filledIn.facts(), FormSent.asks(form), clock.instant()).map(NextQuestion::question);
    } catch (DataAccessException | TransactionException databaseAway) {
      return Optional.empty();
    }
  }
}
