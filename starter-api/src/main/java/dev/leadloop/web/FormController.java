package dev.leadloop.web;

import dev.leadloop.advice.Question;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.intake.Intake;
import dev.leadloop.pages.ContentPolicy;
import dev.leadloop.security.VisitorAddress;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Hosted forms. Robots are kept out by a field people do not see, by a signed token that is neither brand new nor old, and
 * by a limit for each address; whoever falls for the field is thanked like everybody else and nothing is stored.
 */
@Controller
@Hidden
class FormController {
  private static final Duration SOONEST = Duration.ofSeconds(2);
  private static final String TO_CORRECT = "Nothing was sent yet. Please correct what is marked below.";

  /** How long a page of a form may have been open. */
  static final Duration LATEST = Duration.ofHours(24);

  private static final int MOST_BYTES = 64 * 1024;

  /** Looks like something worth filling in. */
  private static final String HONEYPOT = "website";

  private final WebSettings settings;
  private final Forms forms;
  private final SignedTokens tokens;
  private final FormIntake intake;
  private final MoreQuestion questions;
  private final InstantSource clock;
  private final RateLimit byAddress;

  FormController(
      WebSettings settings, Forms forms, SignedTokens tokens, FormIntake intake, MoreQuestion questions,
      InstantSource clock) {
    this.settings = settings;
    this.forms = forms;
    this.tokens = tokens;
    this.intake = intake;
    this.questions = questions;
    this.clock = clock;
    this.byAddress = new RateLimit(settings.formsAMinute(), Duration.ofMinutes(1), clock);
  }

  @GetMapping("/f/{formId}")
  String show(
      @PathVariable String formId,
      @RequestParam Map<String, String> parameters,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    HostedForm form;
    try {
      form = forms.find(formId).orElse(null);
    } catch (DataAccessException | TransactionException databaseAway) {
      return away(response, model, "Not just now", "We cannot show this form just now. Please try again in a minute.");
    }
    if (form == null) {
      return noForm(response, model);
    }
    if (!form.open()) {
      return closed(response, model);
    }
    FormOpened opened = FormOpened.by(request, parameters, settings);
    return page(form, parameters, Map.of(), null, opened, model, response);
  }

  @PostMapping("/f/{formId}")
  String send(
      @PathVariable String formId,
      @RequestParam Map<String, String> parameters,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Token token = Token.of(tokens, parameters.getOrDefault("token", ""), formId);
    HostedForm newest;
    HostedForm form;
    try {
      newest = forms.find(formId).orElse(null);
      form = forms.find(formId, token.version()).orElse(newest);
    } catch (DataAccessException | TransactionException databaseAway) {
      return away(
          response, model, "Not sent yet", "We could not keep this just now. Please go back and send it again in a minute.");
    }
    if (form == null || newest == null) {
      return noForm(response, model);
    }
    if (request.getContentLengthLong() > MOST_BYTES) {
      return problem(response, model, HttpStatus.CONTENT_TOO_LARGE, "That was too much", "Please write a little less.");
    }
    if (!byAddress.allows(VisitorAddress.of(request))) {
      return problem(response, model, HttpStatus.TOO_MANY_REQUESTS, "One moment", "Please try again in a minute.");
    }
    if (!parameters.getOrDefault(HONEYPOT, "").isBlank()) {
      return thanks(form, model, response);
    }
    FormSent sent = FormSent.of(form, parameters);
    FormOpened opened = FormOpened.sent(request, parameters, settings);
    String unfit = unfit(token.issued());
    Map<String, String> faults = sent.faults(form);
    if (faults.isEmpty()) {
      faults = sent.doubts(parameters.get("kept"));
    }
    if (unfit != null || !faults.isEmpty()) {
      return again(newest, parameters, faults, unfit, opened, model, response);
    }
    try {
      Optional<Intake.Invalid> refused = intake.take(form, sent, parameters.get("token"), opened);
      if (refused.isPresent()) {
        return again(
            newest, parameters, Map.of(refused.get().field(), FormSent.TYPE_AGAIN), null, opened, model, response);
      }
    } catch (DataAccessException | TransactionException databaseAway) {
      return away(
          response, model, "Not sent yet", "We could not keep this just now. Please go back and send it again in a minute.");
    }
    return thanks(form, model, response);
  }

  /** Asks for it once more by the form as it is now: what is no longer shown is not shown anew, and a closed one ends here. */
  private String again(
      HostedForm newest, Map<String, String> parameters, Map<String, String> faults, @Nullable String unfit, FormOpened opened,
      Model model, HttpServletResponse response) {
    if (!newest.open()) {
      return closed(response, model);
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return page(newest, parameters, faults, unfit, opened, model, response);
  }

  private String closed(HttpServletResponse response, Model model) {
    return problem(response, model, HttpStatus.NOT_FOUND, "This form is closed", "Nothing can be sent by it any more.");
  }

  private String noForm(HttpServletResponse response, Model model) {
    return problem(response, model, HttpStatus.NOT_FOUND, "There is no such form", "The address may be incomplete.");
  }

  private String away(HttpServletResponse response, Model model, String title, String message) {
    response.setHeader(HttpHeaders.RETRY_AFTER, "30");
    return problem(response, model, HttpStatus.SERVICE_UNAVAILABLE, title, message);
  }

  private @Nullable String unfit(Instant issued) {
    Instant now = clock.instant();
    if (issued.plus(LATEST).isBefore(now)) {
      return "This page was open for long. Please look it over and send it once more.";
    }
    return issued.plus(SOONEST).isAfter(now) ? "That was quick. Please look it over and send it once more." : null;
  }

  private String page(
      HostedForm form,
      Map<String, String> parameters,
      Map<String, String> faults,
      @Nullable String message,
      FormOpened opened,
      Model model,
      HttpServletResponse response) {
    protect(response);
    FormSent sent = FormSent.of(form, parameters);
    Question more = FormSent.more(form, parameters).or(() -> questions.of(form, sent)).orElse(null);
    model.addAttribute("more", more == null ? null : ShownField.of(more, sent, faults));
    model.addAttribute("action", "/f/" + form.id());
    model.addAttribute("form", form);
    model.addAttribute("fields", ShownField.of(form, sent, faults));
    model.addAttribute("agreed", sent.agreed());
    model.addAttribute("message", message == null && !faults.isEmpty() ? TO_CORRECT : message);
    model.addAttribute("faulty", faults.keySet().stream().findFirst().orElse(null));
    model.addAttribute("kept", !faults.isEmpty() && faults.equals(sent.doubts(null)) ? sent.doubted() : null);
    model.addAttribute("came", sent.came());
    model.addAttribute("visitor", opened.visitor());
    model.addAttribute("on", opened.on());
    model.addAttribute("pages", String.join(" ", settings.origins()));
    model.addAttribute("token", Token.issue(tokens, form));
    return "form";
  }

  private String thanks(HostedForm form, Model model, HttpServletResponse response) {
    protect(response);
    String redirect = form.redirect();
    // Where a page was taken out of the settings meanwhile, nobody is led there any more.
    if (redirect != null && settings.ours(URI.create(redirect))) {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader(HttpHeaders.LOCATION, redirect);
    }
    model.addAttribute("thanks", form.words().thanks());
    return "form-sent";
  }

  private String problem(HttpServletResponse response, Model model, HttpStatus status, String title, String message) {
    protect(response);
    response.setStatus(status.value());
    model.addAttribute("title", title);
    model.addAttribute("message", message);
    return "unsubscribe-failed";
  }

  /** May stand in a frame of the company's own pages and nowhere else. */
  private void protect(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader(ContentPolicy.HEADER, ContentPolicy.sentAndFramedByUsAnd(settings.origins()));
  }
}
