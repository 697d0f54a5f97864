package dev.leadloop.security.console;

import dev.leadloop.security.Caller;
import dev.leadloop.security.VisitorAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.ResourceAccessException;

/** Takes whom the provider sends back, and signs in the user who was invited by the address that it vouches for. */
final class OidcSignIn extends AbstractAuthenticationProcessingFilter {
  /** Where the provider sends people back to. */
  static final String CALLBACK = "/sign-in/provider/callback";

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

  private final OidcProvider provider;
  private final UserSignIn users;
  private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> begun;
  private final SignInGuard guard;

  OidcSignIn(
      OidcProvider provider, UserSignIn users, AuthorizationRequestRepository<OAuth2AuthorizationRequest> begun, Clock clock) {
    super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, CALLBACK), given -> given);
    this.provider = provider;
    this.users = users;
    this.begun = begun;
    this.guard = new SignInGuard(clock, SignInGuard.MOST);
  }

  @Override
  public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
    String visitor = VisitorAddress.of(request);
    if (!guard.admit(visitor)) {
      throw new LockedException("too many tries from this address");
    }
    OidcProvider.Known known = provider.known().orElseThrow(OidcSignIn::notBegun);
    OAuth2AuthorizationRequest asked = begun.removeAuthorizationRequest(request, response);
    if (asked == null) {
      throw notBegun();
    }
    OidcUser person = person(known, asked, request);
    Caller caller = recognise(person);
    guard.wasRight(visitor);
    OidcSignOut.remember(request, provider, known, person);
    return caller;
  }

  private static OidcRefused notBegun() {
    return new OidcRefused(OidcRefusal.AGAIN, "nobody began to sign in with that state");
  }

  private OidcUser person(OidcProvider.Known known, OAuth2AuthorizationRequest asked, HttpServletRequest request) {
    String code = request.getParameter("code");
    String error = request.getParameter("error");
    String issuer = request.getParameter("iss");
    if (error != null || code == null || code.isEmpty()) {
      throw new OidcRefused("access_denied".equals(error) ? OidcRefusal.CANCELLED : OidcRefusal.UNPROVEN,
          "it sent no code but " + error);
    }
    // RFC 9207: an answer of another server than the one that was asked is none.
    if (issuer != null && !issuer.equals(provider.settings().issuer())) {
      throw new OidcRefused(OidcRefusal.UNPROVEN, "the answer is from " + issuer);
    }
    OAuth2AuthorizationResponse answer = OAuth2AuthorizationResponse.success(code)
        .redirectUri(provider.callback()).state(request.getParameter("state")).build();
    try {
      Authentication found = known.exchange().authenticate(
          new OAuth2LoginAuthenticationToken(known.client(), new OAuth2AuthorizationExchange(asked, answer)));
      if (found != null && found.getPrincipal() instanceof OidcUser person) {
        return person;
      }
      throw new OidcRefused(OidcRefusal.UNPROVEN, "it sent no ID token");
    } catch (OAuth2AuthenticationException | OAuth2AuthorizationException refused) {
      throw new OidcRefused(isAway(refused) ? OidcRefusal.AWAY : OidcRefusal.UNPROVEN,
          String.valueOf(refused.getMessage()), refused);
    }
  }

  private static boolean isAway(@Nullable Throwable fault) {
    return fault != null
        && (fault instanceof ResourceAccessException || fault instanceof IOException || isAway(fault.getCause()));
  }

  private Caller recognise(OidcUser person) {
    String claim = provider.settings().userClaim();
    if (!(person.getClaims().get(claim) instanceof String address) || address.isBlank()) {
      throw new OidcRefused(OidcRefusal.NAMELESS, "it tells no claim '" + claim + "': ask for the scope that has it, or name"
          + " another by leadloop.console.oidc.user-claim");
    }
    if (claim.equals(OidcSettings.EMAIL) && !Boolean.TRUE.equals(person.getEmailVerified())) {
      throw new OidcRefused(OidcRefusal.UNVERIFIED, "it does not say email_verified of the address");
    }
    try {
      return users.vouchedFor(address).orElseThrow(
          () -> new OidcRefused(OidcRefusal.UNKNOWN, "no user who may sign in has the address"));
    } catch (DataAccessException | TransactionException databaseDown) {
      throw new AuthenticationServiceException("the database cannot be reached", databaseDown);
    }
  }

  /** Says in the log what an operator can mend; the person is told in words on the sign-in page. */
  static void note(OidcProvider provider, OidcRefused refused) {
    switch (refused.why()) {
      case AWAY, UNPROVEN, NAMELESS -> LOG.warn("Somebody could not sign in at {}: {}.", provider.settings().issuer(),
          LogText.of(String.valueOf(refused.getMessage())));
      case AGAIN, CANCELLED, UNVERIFIED, UNKNOWN -> LOG.debug("not signed in: {}", refused.why());
    }
  }
}
