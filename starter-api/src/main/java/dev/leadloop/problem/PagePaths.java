package dev.leadloop.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Tells addresses that people open in a browser, where whatever goes wrong is told by a page, from those that programs call. */
public final class PagePaths {
  private static final Pattern PAGES =
      Pattern.compile("/|/(?:inbox|leads|accounts|policies|sign-in|sign-out)(?:/.*)?|/(?:u|h|c|f|confirm)/.*");
  private static final Pattern CALLS =
      Pattern.compile("/(?:api|webhooks|v3|w|w\\.js|assets|csp-report|o|healthz|readyz)(?:[/.].*)?");

  private PagePaths() {}

  /** Whether a person reads the answer: at an address of a page, or at one nobody knows, asked for by a browser. */
  public static boolean includes(HttpServletRequest request) {
    return includes(request.getRequestURI(), request.getHeader(HttpHeaders.ACCEPT));
  }

  /**
   * The same for a request that is told by its parts.
   *
   * @param path null where the request's first line could not be read
   */
  public static boolean includes(@Nullable String path, @Nullable String accept) {
    if (path == null || path.isEmpty() || CALLS.matcher(path).matches()) {
      return false;
    }
    return PAGES.matcher(path).matches() || accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
  }
}
