package dev.leadloop.webhook;

import dev.leadloop.consent.Preferences;
import dev.leadloop.consent.Preferences.Choices;
import dev.leadloop.consent.SuppressionReason;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.provider.MailedTo;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page behind the unsubscribe link of every mail to a lead. GET shows it and changes nothing, since mail scanners open
 * links. POST acts and only then says so: without more it stops everything, as a mail program's one-click (RFC 8058) and
 * the page's first button do; the page's other forms say that they choose topics or come back.
 */
@Controller
@Hidden
class UnsubscribeController {
  private static final String TOPICS = "topics";
  private static final String COME_BACK = "come-back";

  private final UnsubscribeTokens tokens;
  private final MailedTo mailed;
  private final Suppressions suppressions;
  private final Preferences preferences;
  private final InboxBell bell;

  UnsubscribeController(
      UnsubscribeTokens tokens,
      MailedTo mailed,
      Suppressions suppressions,
      Preferences preferences,
      InboxBell bell) {
    this.tokens = tokens;
    this.mailed = mailed;
    this.suppressions = suppressions;
    this.preferences = preferences;
    this.bell = bell;
  }

  @GetMapping("/u/{token}")
  String show(@PathVariable String token, Model model, HttpServletResponse response) {
    ReaderPages.closeToOthers(response);
    Optional<String> lead = tokens.verify(token);
    if (lead.isEmpty()) {
      return ReaderPages.badLink(response, model);
    }
    return page(token, new LeadId(lead.get()), model);
  }

  @PostMapping("/u/{token}")
  String act(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String change,
      @RequestParam(required = false) @Nullable List<String> topic,
      Model model,
      HttpServletResponse response) {
    ReaderPages.closeToOthers(response);
    Optional<String> verified = tokens.verify(token);
    if (verified.isEmpty()) {
      return ReaderPages.badLink(response, model);
    }
    LeadId lead = new LeadId(verified.get());
    Set<String> wanted = topic == null ? Set.of() : Set.copyOf(topic);
    try {
      if (COME_BACK.equals(change)) {
        return comeBack(token, lead, model, response);
      }
      if (TOPICS.equals(change) && !wanted.isEmpty()) {
        preferences.choose(lead, wanted);
        model.addAttribute("saved", true);
        return page(token, lead, model);
      }
      stop(token, lead);
    } catch (DataAccessException | TransactionException databaseAway) {
      return ReaderPages.databaseAway(response, model);
    }
    bell.wake();
    model.addAttribute("action", "/u/" + token);
    return "unsubscribed";
  }

  /** The address the mail with this link went to asks for silence; the lead may have another one today. */
  private void stop(String token, LeadId lead) {
    mailed.byLink(token)
        .ifPresentOrElse(
            address -> suppressions.suppress(address, SuppressionReason.UNSUBSCRIBED, Principal.PERSON),
            () -> suppressions.suppress(lead, SuppressionReason.UNSUBSCRIBED, Principal.PERSON));
  }

  private String comeBack(String token, LeadId lead, Model model, HttpServletResponse response) {
    String key = preferences.of(lead).emailKey();
    // Only a link that was mailed to this very address shows that its reader asks.
    if (key == null || !tokens.isFor(token, key) || !preferences.comeBack(lead)) {
      return ReaderPages.failed(
          response,
          HttpStatus.CONFLICT,
          model,
          "That cannot be done here",
          "This link cannot start the e-mails again. Please send our form once more, or reply to the e-mail.");
    }
    bell.wake();
    model.addAttribute("saved", true);
    return page(token, lead, model);
  }

  private String page(String token, LeadId lead, Model model) {
    Choices choices = preferences.of(lead);
    String key = choices.emailKey();
    model.addAttribute("action", "/u/" + token);
    model.addAttribute("topics", choices.topics());
    model.addAttribute("stopped", choices.suppressed() != null);
    model.addAttribute("mayReturn", key != null && choices.mayReturn() && tokens.isFor(token, key));
    return "unsubscribe";
  }
}
