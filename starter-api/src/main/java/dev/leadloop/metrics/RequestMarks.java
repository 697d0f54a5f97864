package dev.leadloop.metrics;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Marks what is logged for a request by the trace that the caller says it belongs to, else by one of its own. */
final class RequestMarks extends OncePerRequestFilter {
  private static final String TRACE = "trace_id";
  /** As W3C has it in Trace Context. */
  private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given = request.getHeader("traceparent");
    Matcher trace = TRACE_PARENT.matcher(given == null ? "" : given);
    MDC.put(TRACE, trace.matches() ? trace.group(1) : UUID.randomUUID().toString().replace("-", ""));
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(TRACE);
    }
  }
}
