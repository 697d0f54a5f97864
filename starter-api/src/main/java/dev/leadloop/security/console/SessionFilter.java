package dev.leadloop.security.console;

import dev.leadloop.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of someone whose key was revoked since, or whose user was disabled or changed. */
final class SessionFilter extends OncePerRequestFilter {
  private final Standing standing;

  SessionFilter(Standing standing) {
    this.standing = standing;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller) {
      try {
        Optional<Caller> now = standing.now(caller);
        if (now.isEmpty()) {
          end(request);
        } else if (caller.person() != null) {
          // For this request alone: what is known of a person, such as the time zone, may have changed.
          SecurityContextHolder.setContext(new SecurityContextImpl(now.get()));
        }
      } catch (DataAccessException | TransactionException databaseDown) {
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }
}
