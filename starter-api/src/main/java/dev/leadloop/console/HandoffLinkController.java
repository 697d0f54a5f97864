package dev.leadloop.console;

import dev.leadloop.console.HandoffLinks.Found;
import dev.leadloop.orders.OrderResult;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.orders.OrderResult.Failed;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.orders.OrderResult.Refused;
import dev.leadloop.orders.OrderResult.Waiting;
import dev.leadloop.orders.Orders;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.refusals.Refusals;
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
  private final HandoffLinks links;
  private final Orders orders;

  HandoffLinkController(HandoffLinks links, Orders orders) {
    this.links = links;
    this.orders = orders;
  }

  /** The address of this page is itself the permission, so it is neither kept nor passed on. */
  @ModelAttribute
  void closeToOthers(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex, nofollow");
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
    OrderResult result;
    try {
      result =
          orders.giveOnce(
              open.link().leadId(), links.order(open, answer, form), open.principal(), HandoffLinks.eventId(token));
    } catch (ProblemException problem) {
      return stillOpen(open, token, problem);
    }
    return switch (result) {
      case NotRecorded not -> stillOpen(open, token, Refusals.of(not));
      case Recorded given ->
          switch (given.decision()) {
            case Applied applied -> closed(links.done(open, applied.message()));
            case Waiting ignored -> closed(links.recorded(open));
            case Refused refused -> closed(links.refused(open, refused.message()));
            case Failed failed -> closed(links.refused(open, failed.message()));
          };
    };
  }

  /** The form again with what is in the way, unless somebody has answered meanwhile. */
  private ModelAndView stillOpen(Found.Open open, String token, ProblemException problem) {
    return switch (links.look(token)) {
      case Found.Closed closed -> closed(closed);
      case Found.Open ignored ->
          page(
              open, token, String.valueOf(problem.document().getDetail()), HttpStatus.valueOf(problem.document().getStatus()));
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
