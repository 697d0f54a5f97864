package dev.leadloop.console;

import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What pages have in common: whatever goes wrong is a page too. */
@Hidden
public abstract class ConsolePages {
  private @Nullable MessageSource messages;

  /** Where the words of pages stand. */
  @Autowired
  public final void setMessages(MessageSource source) {
    this.messages = source;
  }

  /** The sentence of that name in the reader's language. */
  protected final String say(String name, Object... values) {
    return Objects.requireNonNull(messages).getMessage(name, values, LocaleContextHolder.getLocale());
  }

  @ExceptionHandler
  protected ModelAndView problem(ProblemException problem, HttpServletResponse response) {
    ProblemDetail document = problem.document();
    String detail = Problem.UNKNOWN_LEAD.isOf(document) ? Problem.NO_LEAD_ON_PAGES : String.valueOf(document.getDetail());
    return page(document.getStatus(), String.valueOf(document.getTitle()), detail, response);
  }

  @ExceptionHandler
  protected ModelAndView unreadable(BindException unreadable, HttpServletResponse response) {
    String field = unreadable.getFieldError() == null ? "form" : unreadable.getFieldError().getField();
    return page(
        HttpStatus.BAD_REQUEST.value(),
        "The form cannot be read",
        "Nothing was changed. The field '" + field + "' holds something that does not belong there; go back and mend it.",
        response);
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  protected ModelAndView databaseAway(HttpServletResponse response) {
    response.setHeader("Retry-After", "30");
    return page(
        Problem.DATABASE_DOWN.status().value(),
        "Not just now",
        "The database cannot be reached, and nothing was changed. Try again in a minute.",
        response);
  }

  private static ModelAndView page(int status, String title, String message, HttpServletResponse response) {
    response.setStatus(status);
    return new ModelAndView("problem", Map.of("title", title, "message", message));
  }
}
