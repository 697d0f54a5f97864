package dev.leadloop.metrics;

import dev.leadloop.tracing.Traces;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Marks what is logged for a request by the trace that the caller says it belongs to, else by one of its own. */
final class RequestMarks extends OncePerRequestFilter {
  private static final String TRACE = "trace_id";
  /** As W3C has it in Trace Context. */
  private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private final Traces traces;

  RequestMarks(Traces traces) {
    this.traces = traces;
  }

  /** The span is named by the pattern of the path, never by the path itself, which names leads. */
  private void traced(HttpServletRequest request, HttpServletResponse response, FilterChain chain, @Nullable String parent)
      throws ServletException, IOException {
    try {
      traces.within(request.getMethod(), SpanKind.SERVER, parent, span -> {
        chain.doFilter(request, response);
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
          span.updateName(request.getMethod() + " " + pattern).setAttribute("http.route", pattern);
        }
        span.setAttribute("http.response.status_code", response.getStatus());
        return null;
      });
    } catch (ServletException | IOException | RuntimeException failed) {
      throw failed;
    } catch (Exception other) {
      throw new ServletException(other);
    }
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given = request.getHeader("traceparent");
    Matcher trace = TRACE_PARENT.matcher(given == null ? "" : given);
    if (traces.recorded()) {
      traced(request, response, chain, trace.matches() ? given : null);
      return;
    }
    MDC.put(TRACE, trace.matches() ? trace.group(1) : UUID.randomUUID().toString().replace("-", ""));
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(TRACE);
    }
  }
}
