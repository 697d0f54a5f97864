package dev.leadloop.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.ProblemDetail;

/** Says that nothing was stored only to those who sent something to be stored. */
final class Told {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  /** A call that only counts, although it takes a body. */
  private static final String PREVIEW = "/preview";

  private Told() {}

  static void truly(ProblemDetail document, HttpServletRequest request) {
    String detail = document.getDetail();
    if (detail != null && reads(request) && detail.startsWith(Problem.NOTHING_STORED)) {
      document.setDetail(detail.substring(Problem.NOTHING_STORED.length()));
    }
  }

  private static boolean reads(HttpServletRequest request) {
    String method = request.getMethod();
    String path = request.getRequestURI();
    // A request line that could not be read leaves neither.
    return method == null || path == null || READING.contains(method) || path.endsWith(PREVIEW);
  }
}
