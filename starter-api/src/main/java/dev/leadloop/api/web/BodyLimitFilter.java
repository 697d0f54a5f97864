package dev.leadloop.api.web;

import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too large; files for import have their own limit. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {
  static final int MOST_BYTES = 2 * 1024 * 1024;
  /** SendGrid sends less than this at a time. */
  static final int MOST_BYTES_OF_EVENTS = 1024 * 1024;

  /** Leads that are played from a file: as many as one dry run plays, and more. */
  static final int MOST_BYTES_OF_PLAYED = 16 * 1024 * 1024;

  private static final Set<String> PLAYED = Set.of("/api/v1/simulations", "/simulations");
  private static final String IMPORTS = "/api/v1/imports";
  private static final String FILES_OF_PAGES = "/imports";
  private static final String PROVIDER_EVENTS = "/webhooks/sendgrid/events";

  /** Mail with its attachments; SendGrid takes 30 MB. */
  static final int MOST_BYTES_OF_MAIL = 30 * 1024 * 1024;

  private static final Pattern MAIL = Pattern.compile("/webhooks/(sendgrid|mail)/inbound/.*");
  /** Read row by row and never held. */
  private static final Set<String> READ_BY_ROW = Set.of("/api/v1/suppressions/import", "/api/v1/accounts/intent/files");

  private final ProblemWriter problems;

  BodyLimitFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(IMPORTS) || path.equals(FILES_OF_PAGES) || READ_BY_ROW.contains(path);
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = request.getContentLengthLong();
    int most = most(request.getRequestURI());
    if (length > most) {
      problems.write(request, response, tooLarge(most));
      return;
    }
    boolean unknownLength = length < 0 && request.getHeader("Transfer-Encoding") != null;
    chain.doFilter(unknownLength ? new Counted(request, most) : request, response);
  }

  private static int most(String path) {
    if (path.equals(PROVIDER_EVENTS)) {
      return MOST_BYTES_OF_EVENTS;
    }
    if (PLAYED.contains(path)) {
      return MOST_BYTES_OF_PLAYED;
    }
    return MAIL.matcher(path).matches() ? MOST_BYTES_OF_MAIL : MOST_BYTES;
  }

  private static org.springframework.http.ProblemDetail tooLarge(int most) {
    return Problem.TOO_LARGE.with(
        "Nothing was stored. A body may have " + most + " bytes. Send less at a time.");
  }

  /** A body sent in chunks, cut off where it grows too large. */
  private static final class Counted extends HttpServletRequestWrapper {
    private final int most;

    Counted(HttpServletRequest request, int most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      ServletInputStream body = super.getInputStream();
      return new ServletInputStream() {
        private long read;

        @Override
        public int read() throws IOException {
          int next = body.read();
          count(next < 0 ? 0 : 1);
          return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          int got = body.read(into, offset, length);
          count(Math.max(0, got));
          return got;
        }

        private void count(int more) {
          read += more;
          if (read > most) {
            throw new dev.leadloop.problem.ProblemException(tooLarge(most));
          }
        }

        @Override
        public boolean isFinished() {
          return body.isFinished();
        }

        @Override
        public boolean isReady() {
          return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
          body.setReadListener(listener);
        }
      };
    }
  }
}
