package dev.leadloop.security.console;

import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of someone who signed in with a key that has been revoked since. */
final class SessionKeyFilter extends OncePerRequestFilter {
  private final ApiKeys keys;

  SessionKeyFilter(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
        && caller.getDetails() instanceof String keyHash) {
      try {
        if (keys.recogniseHash(keyHash).isEmpty()) {
          end(request);
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
