package dev.leadloop.webhook;

import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.LinkTokens.Click;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.LeadId;
import dev.leadloop.web.MailHits;
import dev.leadloop.web.MailHits.Seen;
import dev.leadloop.web.VisitLinks;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Links and pictures of mails whose transport does not count them. A followed link leads to the address that is signed
 * into it and nowhere else. Being seen is all these addresses are for: GET notes a signal and nothing more, HEAD is
 * answered alike and notes nothing. Whatever fails here, the reader still gets where the link leads.
 */
@Controller
@Hidden
class MailLinkController {
  private static final Logger LOG = LoggerFactory.getLogger(MailLinkController.class);
  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private final LinkTokens tokens;
  private final MailHits hits;
  private final VisitLinks visits;
  private final InboxBell bell;

  MailLinkController(LinkTokens tokens, MailHits hits, VisitLinks visits, InboxBell bell) {
    this.tokens = tokens;
    this.hits = hits;
    this.visits = visits;
    this.bell = bell;
  }

  @GetMapping("/c/{token}")
  String click(@PathVariable String token, Model model, HttpServletRequest request, HttpServletResponse response) {
    ReaderPages.closeToOthers(response);
    Optional<Click> link = tokens.verifyClick(token);
    if (link.isEmpty()) {
      return ReaderPages.badLink(response, model);
    }
    Click click = link.get();
    Optional<LeadId> reader =
        head(request)
            ? read(() -> hits.reader(click.sendId()))
            : note(() -> hits.clicked(click.sendId(), click.link(), request.getHeader(HttpHeaders.USER_AGENT)));
    String target = reader.map((LeadId lead) -> visits.recognising(click.target(), lead)).orElse(click.target());
    response.setStatus(HttpStatus.FOUND.value());
    response.setHeader(HttpHeaders.LOCATION, target);
    return "redirected";
  }

  @GetMapping("/o/{token}")
  void open(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
    ReaderPages.closeToOthers(response);
    Optional<UUID> send = tokens.verifyOpen(token);
    if (send.isPresent() && !head(request)) {
      note(() -> hits.opened(send.get(), request.getHeader(HttpHeaders.USER_AGENT)));
    }
    response.setStatus(send.isPresent() ? HttpStatus.OK.value() : HttpStatus.NOT_FOUND.value());
    response.setContentType("image/gif");
    response.setContentLength(PIXEL.length);
    if (!head(request)) {
      response.getOutputStream().write(PIXEL);
    }
  }

  private Optional<LeadId> note(Supplier<Optional<Seen>> look) {
    Optional<Seen> seen = read(look);
    if (seen.isPresent() && seen.get().told()) {
      bell.wake();
    }
    return seen.map(Seen::lead);
  }

  private static <T> Optional<T> read(Supplier<Optional<T>> look) {
    try {
      return look.get();
    } catch (DataAccessException | TransactionException databaseAway) {
      LOG.warn("A look at a mail was not noted: the database cannot be reached");
      return Optional.empty();
    }
  }

  private static boolean head(HttpServletRequest request) {
    return "HEAD".equals(request.getMethod());
  }
}
