package dev.leadloop.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads {@code Authorization: Bearer <key>} and says who calls; whether the caller may is for the table. */
public final class BearerKeyFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";
  /** Most characters of what is looked up as a key; anything longer is unknown. */
  public static final int LONGEST_KEY = 200;

  private final ApiKeys keys;
  private final SecurityProblems problems;

  BearerKeyFilter(ApiKeys keys, SecurityProblems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      Optional<Caller> caller;
      try {
        caller = recognise(header.substring(SCHEME.length()).strip());
      } catch (DataAccessException | TransactionException databaseDown) {
        problems.databaseDown(request, response);
        return;
      }
      if (caller.isEmpty()) {
        problems.unknownKey(request, response);
        return;
      }
      SecurityContextHolder.setContext(new SecurityContextImpl(caller.get()));
    }
    chain.doFilter(request, response);
  }

  private Optional<Caller> recognise(String key) {
    return key.isEmpty() || key.length() > LONGEST_KEY ? Optional.empty() : keys.recognise(key);
  }
}
