package dev.leadloop.security.console;

import org.springframework.security.core.AuthenticationException;

/** Nobody is signed in by the provider's word; the message is for the log alone. */
final class OidcRefused extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final OidcRefusal why;

  OidcRefused(OidcRefusal why, String forTheLog) {
    super(forTheLog);
    this.why = why;
  }

  OidcRefused(OidcRefusal why, String forTheLog, Throwable cause) {
    super(forTheLog, cause);
    this.why = why;
  }

  OidcRefusal why() {
    return why;
  }
}
