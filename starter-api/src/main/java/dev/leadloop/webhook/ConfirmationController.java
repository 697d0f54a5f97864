package dev.leadloop.webhook;

import dev.leadloop.consent.Consents;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.ConfirmationTokens.Confirmation;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.inbox.InboxBell;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The link of a confirmation mail. GET shows what would be agreed to and changes nothing, since mail scanners open links;
 * POST, from the page's button, confirms and keeps the words that stood beside the button.
 */
@Controller
@Hidden
class ConfirmationController {
  private final ConfirmationTokens tokens;
  private final Consents consents;
  private final EmailSettings settings;
  private final InboxBell bell;

  ConfirmationController(ConfirmationTokens tokens, Consents consents, EmailSettings settings, InboxBell bell) {
    this.tokens = tokens;
    this.consents = consents;
    this.settings = settings;
    this.bell = bell;
  }

  @GetMapping("/confirm/{token}")
  String show(@PathVariable String token, Model model, HttpServletResponse response) {
    ReaderPages.closeToOthers(response);
    Optional<Confirmation> link = tokens.verify(token);
    if (link.isEmpty()) {
      return ReaderPages.badLink(response, model);
    }
    return switch (consents.look(link.get())) {
      case CONFIRMED -> {
        model.addAttribute("action", "/confirm/" + token);
        model.addAttribute("wording", wording());
        yield "confirm";
      }
      case CONFIRMED_BEFORE -> "confirmed";
      case EXPIRED, OVERTAKEN -> tooLate(response, model);
    };
  }

  @PostMapping("/confirm/{token}")
  String confirm(@PathVariable String token, Model model, HttpServletResponse response) {
    ReaderPages.closeToOthers(response);
    Optional<Confirmation> link = tokens.verify(token);
    if (link.isEmpty()) {
      return ReaderPages.badLink(response, model);
    }
    try {
      return switch (consents.confirm(link.get(), wording(), settings.publicUrl() + "/confirm")) {
        case CONFIRMED -> {
          bell.wake();
          yield "confirmed";
        }
        case CONFIRMED_BEFORE -> "confirmed";
        case EXPIRED, OVERTAKEN -> tooLate(response, model);
      };
    } catch (DataAccessException | TransactionException databaseAway) {
      return ReaderPages.databaseAway(response, model);
    }
  }

  private String wording() {
    return "I agree to get e-mails from " + settings.senderCompany()
        + " at the address this link was sent to. I can stop them at any time by the link in every e-mail.";
  }

  private static String tooLate(HttpServletResponse response, Model model) {
    return ReaderPages.failed(
        response,
        HttpStatus.GONE,
        model,
        "This link no longer works",
        "It is too old, or it was sent to another address. You get no e-mails from us because of it. If you want them, please"
            + " send our form once more.");
  }
}
