package dev.leadloop.webhook;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** What the pages behind links of mails have in common. */
final class ReaderPages {
  private ReaderPages() {}

  /** The address of such a page is itself the permission, so it is neither kept nor passed on. */
  static void closeToOthers(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
  }

  static String failed(HttpServletResponse response, HttpStatus status, Model model, String title, String message) {
    response.setStatus(status.value());
    model.addAttribute("title", title);
    model.addAttribute("message", message);
    return "unsubscribe-failed";
  }

  static String databaseAway(HttpServletResponse response, Model model) {
    response.setHeader(HttpHeaders.RETRY_AFTER, "30");
    return failed(
        response,
        HttpStatus.SERVICE_UNAVAILABLE,
        model,
        "Not done yet",
        "We could not record this just now. Please try again in a minute.");
  }

  static String badLink(HttpServletResponse response, Model model) {
    return failed(
        response,
        HttpStatus.NOT_FOUND,
        model,
        "This link does not work",
        "It may have been cut off on its way. Please open the link from the e-mail itself, or reply to the e-mail and tell"
            + " us what you want.");
  }
}
