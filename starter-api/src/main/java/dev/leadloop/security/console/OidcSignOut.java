package dev.leadloop.security.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Has whoever signed in at the provider signed out there too (OpenID Connect RP-Initiated Logout 1.0), where it offers that. The
 * way leads over our page, which goes on by itself: a form of ours leads nowhere else.
 */
public final class OidcSignOut implements LogoutHandler, LogoutSuccessHandler {
  /** The page that says so. */
  static final String PAGE = "/sign-in?out";

  private static final String END = OidcSignOut.class.getName() + ".end";
  private static final String NEXT = OidcSignOut.class.getName() + ".next";

  /** Notes with the session how it is ended at the provider. */
  static void remember(HttpServletRequest request, OidcProvider provider, OidcProvider.Known known, OidcUser person) {
    String end = known.endSession();
    if (end != null) {
      request.getSession().setAttribute(END, UriComponentsBuilder.fromUriString(end)
          .queryParam("id_token_hint", person.getIdToken().getTokenValue())
          .queryParam("client_id", "{client}")
          .queryParam("post_logout_redirect_uri", "{back}")
          .encode().buildAndExpand(provider.settings().clientId(), provider.signedOut()).toUriString());
    }
  }

  /** Where whoever was just signed out is led next, told once; empty for nowhere. */
  public static Optional<String> next(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(NEXT) instanceof String next) {
      session.removeAttribute(NEXT);
      return Optional.of(next);
    }
    return Optional.empty();
  }

  @Override
  public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      request.setAttribute(END, session.getAttribute(END));
    }
  }

  @Override
  public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
      throws IOException {
    if (request.getAttribute(END) instanceof String end) {
      request.getSession(true).setAttribute(NEXT, end);
    }
    response.sendRedirect(request.getContextPath() + PAGE);
  }
}
