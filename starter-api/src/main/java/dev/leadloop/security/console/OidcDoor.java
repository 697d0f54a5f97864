package dev.leadloop.security.console;

import java.time.Clock;
import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/** The way in by the provider's word, beside that by password. */
final class OidcDoor {
  private final OidcProvider provider;
  private final UserSignIn users;
  private final Clock clock;

  OidcDoor(OidcProvider provider, UserSignIn users, Clock clock) {
    this.provider = provider;
    this.users = users;
    this.clock = clock;
  }

  /** Opens it where a provider is set; whoever comes in has a session as after a password. */
  void open(HttpSecurity http, AuthenticationFailureHandler refused) {
    if (!provider.isSet()) {
      return;
    }
    AuthorizationRequestRepository<OAuth2AuthorizationRequest> begun = new HttpSessionOAuth2AuthorizationRequestRepository();
    AuthenticationFailureHandler noting = (request, response, failure) -> {
      if (failure instanceof OidcRefused why) {
        OidcSignIn.note(provider, why);
      }
      refused.onAuthenticationFailure(request, response, failure);
    };
    OidcSignIn back = new OidcSignIn(provider, users, begun, clock);
    back.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
    // Another id and another token of forms, as Spring gives whoever signs in by password.
    back.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
        new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository()))));
    back.setAuthenticationSuccessHandler(new HomePages());
    back.setAuthenticationFailureHandler(noting);
    http.addFilterBefore(new OidcStart(provider, begun, refused), UsernamePasswordAuthenticationFilter.class)
        .addFilterBefore(back, UsernamePasswordAuthenticationFilter.class);
  }
}
