package dev.leadloop.webhook;

import dev.leadloop.email.UnsubscribeTokens;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.record.Suppressions;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The unsubscribe link of every nurture mail. GET shows a page and changes nothing, since mail scanners open links; POST,
 * from the page's button or a mail program's one-click (RFC 8058), suppresses and only then says so.
 */
@Controller
@Hidden
class UnsubscribeController {
  private final UnsubscribeTokens tokens;
  private final Suppressions suppressions;
  private final InboxBell bell;

  UnsubscribeController(UnsubscribeTokens tokens, Suppressions suppressions, InboxBell bell) {
    this.tokens = tokens;
    this.suppressions = suppressions;
    this.bell = bell;
  }

  @GetMapping("/u/{token}")
  String show(@PathVariable String token, Model model, HttpServletResponse response) {
    closeToOthers(response);
    if (tokens.verify(token).isEmpty()) {
      return badLink(model, response);
    }
    model.addAttribute("action", "/u/" + token);
    return "unsubscribe";
  }

  @PostMapping("/u/{token}")
  String unsubscribe(@PathVariable String token, Model model, HttpServletResponse response) {
    closeToOthers(response);
    Optional<String> lead = tokens.verify(token);
    if (lead.isEmpty()) {
      return badLink(model, response);
    }
    try {
      suppressions.suppress(new LeadId(lead.get()), "unsubscribed", Principal.PERSON);
    } catch (DataAccessException | TransactionException databaseAway) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "30");
      model.addAttribute("title", "Not done yet");
      model.addAttribute("message", "We could not record this just now. Please try again in a minute.");
      return "unsubscribe-failed";
    }
    bell.wake();
    return "unsubscribed";
  }

  private static String badLink(Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute("title", "This link does not work");
    model.addAttribute(
        "message",
        "It may have been cut off on its way. Please open the unsubscribe link from the e-mail itself, or reply to the"
            + " e-mail and ask us to stop.");
    return "unsubscribe-failed";
  }

  /** The address of this page is itself the permission, so it is neither kept nor passed on. */
  private static void closeToOthers(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
  }
}
