package dev.leadloop.console.inbox;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox: what waits for an answer, the record beside it, and word of changes. */
@Controller
class InboxController extends ConsolePages {
  private final InboxPages pages;
  private final InboxStreams streams;

  InboxController(InboxPages pages, InboxStreams streams) {
    this.pages = pages;
    this.streams = streams;
  }

  /**
   * The page; where only its list is to be shown anew, without what stands beside it.
   *
   * @param part what htmx is about to replace
   */
  @GetMapping("/inbox")
  String show(
      @RequestParam(required = false) @Nullable String lead,
      @RequestParam(required = false) @Nullable String of,
      @RequestHeader(name = "HX-Target", required = false) @Nullable String part,
      Model model,
      Caller caller) {
    model.addAttribute("inbox", pages.read(caller, of, lead, "waiting".equals(part)));
    model.addAttribute("part", part);
    return "inbox";
  }

  @GetMapping("/inbox.csv")
  void export(@RequestParam(required = false) @Nullable String of, HttpServletResponse response, Caller caller)
      throws IOException {
    pages.export(caller, of, response);
  }

  /**
   * Says "changed" whenever the inbox of that page has, until either side goes. A browser that is told there is no content
   * does not ask again, and its page looks once a minute instead.
   */
  @GetMapping("/inbox/events")
  void events(
      @RequestParam(required = false) @Nullable String of,
      @RequestParam(required = false) @Nullable String seen,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller)
      throws IOException {
    if (accept == null || !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
      // Somebody opened the address, who is better off with the page.
      response.sendRedirect("/inbox");
      return;
    }
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    String known = InboxStream.mark(last == null ? seen : last);
    if (!streams.begin(request, caller, InboxPages.whose(caller, of), known)) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
    }
  }
}
