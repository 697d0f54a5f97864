package dev.leadloop.security;

import dev.leadloop.problem.PagePaths;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** What a refused caller is told: which key is missing or which role would do. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final ProblemWriter writer;

  SecurityProblems(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    if (PagePaths.includes(request)) {
      // Whoever opens a page has no key to send: there is none at this address.
      writer.write(request, response, Problem.ofStatus(404));
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"leadloop\"");
    writer.write(
        request,
        response,
        Problem.UNAUTHORIZED.with(
            "This call needs a key. Send the header 'Authorization: Bearer <key>'; an administrator makes keys with"
                + " POST /api/v1/keys, and the first key is in the file admin-key of the data folder."));
  }

  void unknownKey(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"leadloop\", error=\"invalid_token\"");
    writer.write(
        request,
        response,
        Problem.UNAUTHORIZED.with("This key is not known, or it was revoked. Ask an administrator for another."));
  }

  void databaseDown(HttpServletRequest request, HttpServletResponse response) throws IOException {
    writer.write(request, response, Problem.databaseDown());
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
      throws IOException {
    Set<Role> roles = AccessTable.rolesFor(request).orElse(Set.of());
    if (roles.isEmpty()) {
      writer.write(request, response, noSuchCall(request, response));
      return;
    }
    writer.write(request, response, Problem.FORBIDDEN.with(roleMessage(roles)));
  }

  /** The address may be right and the method another's. */
  private static ProblemDetail noSuchCall(HttpServletRequest request, HttpServletResponse response) {
    Set<String> methods = AccessTable.methodsFor(request);
    if (methods.isEmpty()) {
      return Problem.ofStatus(404);
    }
    String allowed = String.join(", ", methods);
    response.setHeader(HttpHeaders.ALLOW, allowed);
    return Problem.METHOD_NOT_ALLOWED.with(request.getMethod() + " does not work here; allowed: " + allowed + ".");
  }

  private static String roleMessage(Set<Role> roles) {
    String mine =
        SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
            ? caller.role().name()
            : "none";
    String needed = roles.stream().map(Role::name).sorted().collect(Collectors.joining(" or "));
    return "This call is for the role " + needed + "; your key has the role " + mine
        + ". Use a key of that role, or ask an administrator for one.";
  }
}
