package dev.leadloop.security.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends whoever wants to sign in to the provider, with state, nonce and PKCE. It is a link and no form, so that the policy of our
 * pages needs to let no form lead elsewhere.
 */
final class OidcStart extends OncePerRequestFilter {
  /** Where the link on the sign-in page leads. */
  static final String PATH = "/sign-in/provider";

  private final PathPatternRequestMatcher matcher = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, PATH);
  private final OidcProvider provider;
  private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> begun;
  private final AuthenticationFailureHandler refused;

  OidcStart(
      OidcProvider provider, AuthorizationRequestRepository<OAuth2AuthorizationRequest> begun,
      AuthenticationFailureHandler refused) {
    this.provider = provider;
    this.begun = begun;
    this.refused = refused;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !matcher.matches(request);
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      OidcProvider.Known known = provider.ask();
      DefaultOAuth2AuthorizationRequestResolver resolver =
          new DefaultOAuth2AuthorizationRequestResolver(id -> known.client(), PATH);
      resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
      OAuth2AuthorizationRequest begin = resolver.resolve(request, OidcProvider.ID);
      if (begin == null) {
        throw new OidcRefused(OidcRefusal.AWAY, "its description offers no way to begin");
      }
      begun.saveAuthorizationRequest(begin, request, response);
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader(HttpHeaders.LOCATION, begin.getAuthorizationRequestUri());
    } catch (OidcRefused fault) {
      refused.onAuthenticationFailure(request, response, fault);
    }
  }
}
