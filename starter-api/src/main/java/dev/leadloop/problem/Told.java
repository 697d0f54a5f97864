package dev.leadloop.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.ProblemDetail;

/** Says that nothing was stored, changed or started only to those who asked for that. */
final class Told {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  /** Calls that keep nothing, although they take a body: one counts, one mails our own people. */
  private static final List<String> KEEPING_NOTHING = List.of("/preview", "/test-send");
  private static final Pattern NOTHING = Pattern.compile("\\ANothing was [a-z]+[.:] ");

  private Told() {}

  static void truly(ProblemDetail document, HttpServletRequest request) {
    String detail = document.getDetail();
    if (detail != null && reads(request)) {
      Matcher nothing = NOTHING.matcher(detail);
      if (nothing.lookingAt()) {
        String rest = detail.substring(nothing.end());
        document.setDetail(rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1));
      }
    }
  }

  private static boolean reads(HttpServletRequest request) {
    String method = request.getMethod();
    String path = request.getRequestURI();
    // A request line that could not be read leaves neither.
    return method == null || path == null || READING.contains(method) || KEEPING_NOTHING.stream().anyMatch(path::endsWith);
  }
}
