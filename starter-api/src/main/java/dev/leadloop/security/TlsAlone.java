package dev.leadloop.security;

import java.time.Duration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Tells browsers to come by https alone (RFC 6797), where that is how people reach us, whoever speaks TLS for us. */
public final class TlsAlone {
  private static final Duration A_YEAR = Duration.ofDays(365);

  private TlsAlone() {}

  /** Has these headers say so for a year where the address is https, and nothing of it where it is not. */
  public static HeadersConfigurer<HttpSecurity> tell(HeadersConfigurer<HttpSecurity> headers, PublicAddress address) {
    return headers.httpStrictTransportSecurity(
        tls -> {
          if (address.secure()) {
            // Of the names below ours we know nothing.
            tls.requestMatcher(AnyRequestMatcher.INSTANCE).includeSubDomains(false).maxAgeInSeconds(A_YEAR.toSeconds());
          } else {
            tls.disable();
          }
        });
  }
}
