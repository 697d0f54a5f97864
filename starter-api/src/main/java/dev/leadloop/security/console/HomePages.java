package dev.leadloop.security.console;

import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * Where somebody comes who has signed in and asked for no page before: a rep to the inbox, an administrator to the start page
 * with the first steps, everybody else to the leads.
 */
final class HomePages extends SavedRequestAwareAuthenticationSuccessHandler {
  @Override
  protected String determineTargetUrl(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
    return who instanceof Caller caller
        ? switch (caller.role()) {
          case SALES -> "/inbox";
          case ADMIN -> "/";
          case MARKETING, MANAGER, MONITORING -> "/leads";
        }
        : "/leads";
  }
}
