package dev.leadloop.security.console;

import dev.leadloop.local.StartupNote;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.PublicAddress;
import dev.leadloop.security.TlsAlone;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** The pages: a session after signing in, a token in every form, and none of it for the API. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurityConfiguration {
  private static final String SIGN_IN = "/sign-in";

  @Bean
  @Order(1)
  SecurityFilterChain console(
      HttpSecurity http, ApiKeys keys, ConsolePassword password, UserSignIn users, Standing standing, PublicAddress address,
      OidcProvider provider, Clock clock)
      throws Exception {
    OidcSignOut signOut = new OidcSignOut();
    new OidcDoor(provider, users, clock).open(http, refused());
    return http.securityMatchers(pages -> pages.requestMatchers(AccessTable.placesOfPages())
            .requestMatchers("/", "/*.csv", SIGN_IN, SIGN_IN + "/**", "/sign-out"))
        .authenticationManager(new ConsoleSignIn(password, keys, users, clock))
        .formLogin(
            form -> form.loginPage(SIGN_IN).successHandler(new HomePages()).failureHandler(refused()).permitAll())
        .logout(logout -> logout.logoutUrl("/sign-out").addLogoutHandler(signOut).logoutSuccessHandler(signOut).permitAll())
        .headers(headers -> TlsAlone.tell(headers, address))
        .requestCache(cache -> cache.requestCache(askedFor()))
        .addFilterBefore(new SessionFilter(standing), AuthorizationFilter.class)
        .authorizeHttpRequests(
            calls -> {
              calls.requestMatchers("/", SIGN_IN, SIGN_IN + "/**").permitAll();
              AccessTable.grant(calls, AccessTable.pages());
              calls.anyRequest().denyAll();
            })
        .build();
  }

  /** The page that was asked for is opened after signing in as it was asked for: no parameter is put into its query. */
  @SuppressWarnings("NullAway") // null is what the setter documents for "no parameter"
  private static RequestCache askedFor() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setMatchingRequestParameterName(null);
    return cache;
  }

  private static AuthenticationFailureHandler refused() {
    return (request, response, failure) -> {
      String why =
          switch (failure) {
            case OidcRefused byProvider -> "?provider=" + byProvider.why().inAddress();
            case LockedException ignored -> "?wait";
            case AuthenticationServiceException ignored -> "?away";
            case AuthenticationException ignored -> "?wrong";
          };
      response.sendRedirect(request.getContextPath() + SIGN_IN + why);
    };
  }

  @Bean
  ConsolePassword consolePassword(
      DataFolder folder, ApiKeys keys, @Value("${leadloop.console.password:}") String given) {
    return ConsolePassword.settle(folder, keys, given);
  }

  @Bean
  OidcProvider oidcProvider(Environment settings, DataFolder folder, PublicAddress address, Clock clock) {
    return new OidcProvider(OidcSettings.read(settings, folder), address.base(), clock);
  }

  /** What is to be entered at the provider, where one is set. */
  @Bean
  StartupNote oidcNote(OidcProvider provider) {
    return new StartupNote("Or by", () -> provider.isSet()
        ? provider.settings().name() + ", " + provider.settings().issuer() + " (sends people back to " + provider.callback() + ")"
        : "");
  }

  @Bean
  StartupNote consolePasswordNote(ConsolePassword password) {
    return password.startupNote();
  }
}
