package dev.leadloop.console;

import dev.leadloop.api.answer.AnswerGiven;
import dev.leadloop.api.answer.AnswerRequests.Order;
import dev.leadloop.console.HandoffLinks.Found;
import dev.leadloop.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The link of a notice, by which a rep answers without signing in. GET shows the handoff and changes nothing, since mail
 * scanners open links; POST answers, once. Knowing the link is the permission, so no other site can send the form.
 */
@Controller
class HandoffLinkController extends ConsolePages {
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final HandoffLinks links;
  private final OrderDesk desk;

  HandoffLinkController(HandoffLinks links, OrderDesk desk) {
    this.links = links;
    this.desk = desk;
  }

  /** The address of this page is itself the permission, so it is neither kept nor passed on. */
  @ModelAttribute
  void closeToOthers(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex, nofollow");
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
  }

  @GetMapping("/h/{token}")
  ModelAndView show(@PathVariable String token) {
    return switch (links.look(token)) {
      case Found.Open open -> page(open, token, null, HttpStatus.OK);
      case Found.Closed closed -> closed(closed);
    };
  }

  @PostMapping("/h/{token}")
  ModelAndView answer(@PathVariable String token, @RequestParam(defaultValue = "") String answer, OrderForm form) {
    return switch (links.look(token)) {
      case Found.Closed closed -> closed(closed);
      case Found.Open open -> answer(open, token, answer, form);
    };
  }

  private ModelAndView answer(Found.Open open, String token, String answer, OrderForm form) {
    Order order;
    AnswerGiven given;
    try {
      order = links.order(open, answer, form);
      given = desk.giveOnce(open.link().leadId(), order, open.principal(), HandoffLinks.eventId(token));
    } catch (ProblemException problem) {
      Found now = links.look(token);
      return now instanceof Found.Closed closed
          ? closed(closed)
          : page(
              open, token, String.valueOf(problem.document().getDetail()),
              HttpStatus.valueOf(problem.document().getStatus()));
    }
    return switch (given.status()) {
      case APPLIED -> closed(links.done(open, given));
      case WAITING -> closed(links.recorded(open));
      case REFUSED, FAILED -> closed(links.refused(open, given));
    };
  }

  private ModelAndView page(Found.Open open, String token, @Nullable String refused, HttpStatus status) {
    ModelAndView page = new ModelAndView("handoff-link", status);
    page.addAllObjects(Map.of("h", open.record(), "link", open.page(), "action", "/h/" + token));
    page.addObject("refused", refused);
    return page;
  }

  private static ModelAndView closed(Found.Closed closed) {
    ModelAndView page = new ModelAndView("handoff-closed", closed.status());
    page.addObject("closed", closed);
    return page;
  }
}
