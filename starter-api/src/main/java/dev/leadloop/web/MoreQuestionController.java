package dev.leadloop.web;

import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.security.VisitorAddress;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Says which question a hosted form puts by now, while it is being filled in: its script asks whenever something was filled
 * in. Nothing is kept and nobody is looked up, as with the call of the API for forms of one's own; what the question is worth
 * is not told to visitors.
 */
@Controller
@Hidden
class MoreQuestionController {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_A_MINUTE = 40;

  private final Forms forms;
  private final SignedTokens tokens;
  private final MoreQuestion questions;
  private final InstantSource clock;
  private final RateLimit byAddress;

  MoreQuestionController(Forms forms, SignedTokens tokens, MoreQuestion questions, InstantSource clock) {
    this.forms = forms;
    this.tokens = tokens;
    this.questions = questions;
    this.clock = clock;
    this.byAddress = new RateLimit(MOST_A_MINUTE, Duration.ofMinutes(1), clock);
  }

  /** The field to put in place of the one before, as the page would show it; empty where no question would change anything. */
  @PostMapping("/f/{formId}/more")
  ModelAndView more(
      @PathVariable String formId,
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Token token = Token.of(tokens, parameters.getOrDefault("token", ""), formId);
    HostedForm form = forms.find(formId, token.version()).orElse(null);
    HttpStatus refused = form == null || !form.askMore() ? HttpStatus.NOT_FOUND : refused(token, request);
    if (form == null || refused != null) {
      return field(Map.of("refused", "Nothing was asked."), refused == null ? HttpStatus.NOT_FOUND : refused);
    }
    // What it asked before is nothing that it asks by itself.
    Map<String, String> own = new HashMap<>(parameters);
    own.remove(FormSent.MORE);
    FormSent sent = FormSent.of(form, own);
    return questions.of(form, sent)
        .map(more -> field(Map.of("more", ShownField.of(more, sent, Map.of())), HttpStatus.OK))
        .orElseGet(() -> field(Map.of(), HttpStatus.OK));
  }

  private @Nullable HttpStatus refused(Token token, HttpServletRequest request) {
    if (request.getContentLengthLong() > MOST_BYTES) {
      return HttpStatus.CONTENT_TOO_LARGE;
    }
    if (!byAddress.allows(VisitorAddress.of(request))) {
      return HttpStatus.TOO_MANY_REQUESTS;
    }
    boolean ours = token.issued().plus(FormController.LATEST).isAfter(clock.instant());
    return ours ? null : HttpStatus.FORBIDDEN;
  }

  private static ModelAndView field(Map<String, Object> model, HttpStatus status) {
    return new ModelAndView("fragments/form-field :: more", model, status);
  }
}
