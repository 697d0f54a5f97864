package dev.leadloop.api.web;

import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemWriter;
import dev.leadloop.problem.ShownPath;
import dev.leadloop.problem.Unreadable;
import dev.leadloop.text.CleanText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost door: an address, a query, a content type and a form are text that can be read before anything else looks at
 * them, and whatever is thrown behind it ends in an answer. What stands behind the question mark of a page that readers of
 * our mails and visitors of our forms open is never in their way: there, what cannot be read is left out. So is a form that
 * cannot be read, where the link's token alone says what is meant.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestGuard extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);
  private static final Pattern READERS_PAGES = Pattern.compile("/|/(?:u|h|c|o|f|confirm)/.*");

  private static final Pattern TOKEN_SAYS_ALL = Pattern.compile("/(?:u|confirm)/.*");

  private final ProblemWriter problems;

  RequestGuard(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ProblemDetail> fault = fault(request);
    if (fault.isPresent()) {
      problems.write(request, response, fault.get());
      return;
    }
    try {
      chain.doFilter(readable(request), response);
    } catch (RuntimeException | ServletException | StackOverflowError thrown) {
      answer(request, response, thrown);
    }
  }

  private static HttpServletRequest readable(HttpServletRequest request) {
    if (saysAllByToken(request)) {
      return ReadableForm.of(request);
    }
    return isReaders(request) ? ReadableQuery.of(request) : request;
  }

  private static Optional<ProblemDetail> fault(HttpServletRequest request) {
    boolean path = QueryText.decoded(request.getRequestURI()).filter(text -> CleanText.fault(text).isEmpty()).isPresent();
    if (!path) {
      return Optional.of(Problem.MALFORMED.with(
          "The path of the address holds bytes that are no text. Percent-encode it as UTF-8, without control characters."));
    }
    if (saysAllByToken(request)) {
      return Optional.empty();
    }
    String query = request.getQueryString();
    if (query != null && !isReaders(request)) {
      Optional<String> fault = QueryText.fault(query);
      if (fault.isPresent()) {
        return fault.map(Problem.MALFORMED::with);
      }
    }
    return isRead(request) ? Optional.empty() : contentTypeFault(request.getContentType());
  }

  private static Optional<ProblemDetail> contentTypeFault(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return Optional.empty();
    }
    try {
      if (MediaType.parseMediaType(contentType).isConcrete()) {
        return Optional.empty();
      }
    } catch (InvalidMediaTypeException unreadable) {
      LOG.debug("Content type {}", contentType);
      if (String.valueOf(unreadable.getMessage()).contains("unsupported charset")) {
        return Optional.of(Problem.MEDIA_TYPE.with(
            "The Content-Type header names a charset that is not known here. Leave the charset out, and send UTF-8."));
      }
    }
    return Optional.of(Problem.MEDIA_TYPE.with(
        "The Content-Type header names no one type. Name the type of the body, such as application/json."));
  }

  private static boolean isReaders(HttpServletRequest request) {
    return READERS_PAGES.matcher(request.getRequestURI()).matches() && isRead(request);
  }

  private static boolean saysAllByToken(HttpServletRequest request) {
    return request.getMethod().equals("POST") && TOKEN_SAYS_ALL.matcher(request.getRequestURI()).matches();
  }

  private static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Throwable thrown) throws IOException {
    Optional<ProblemDetail> unreadable = Unreadable.behind(thrown);
    if (unreadable.isEmpty()) {
      LOG.error("{} {} failed", request.getMethod(), ShownPath.of(request), thrown);
    }
    if (!response.isCommitted()) {
      response.reset();
      problems.write(request, response, unreadable.orElseGet(Problem::outOfOrder));
    }
  }
}
