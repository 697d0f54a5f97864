package dev.leadloop.web;

import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.SignedTokens.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the signed token in a form's page says: which version was shown, and when. A page of a version before is read as it was
 * shown.
 *
 * @param version null where the token is none of that form
 * @param issued the beginning of time where the token is none of that form
 */
record Token(@Nullable Integer version, Instant issued) {
  private static final char BETWEEN = '@';

  static String issue(SignedTokens tokens, HostedForm form) {
    return tokens.issue(Purpose.FORM, form.id() + BETWEEN + form.version());
  }

  static Token of(SignedTokens tokens, String token, String formId) {
    return tokens.verify(Purpose.FORM, token)
        .filter(good -> id(good.subject()).equals(formId))
        .map(good -> new Token(version(good.subject()), good.issuedAt()))
        .orElse(new Token(null, Instant.EPOCH));
  }

  private static String id(String subject) {
    int end = subject.lastIndexOf(BETWEEN);
    return end < 0 ? subject : subject.substring(0, end);
  }

  /** Tokens of before forms had versions name none: they are of the settings. */
  private static int version(String subject) {
    int end = subject.lastIndexOf(BETWEEN);
    return end < 0 ? 0 : Integer.parseInt(subject.substring(end + 1));
  }
}
