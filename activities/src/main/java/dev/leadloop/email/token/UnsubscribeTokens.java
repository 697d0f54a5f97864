package dev.leadloop.email.token;

import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.email.token.SignedTokens.Verified;
import java.util.Optional;

/**
 * Tokens of the unsubscribe link. They do not expire: a reader may open an old mail and must still
 * be able to leave.
 */
public final class UnsubscribeTokens {

  private final SignedTokens tokens;

  public UnsubscribeTokens(SignedTokens tokens) {
    this.tokens = tokens;
  }

  /** What signs every link of a mail. */
  public SignedTokens signed() {
    return tokens;
  }

  /**
   * A token that stands for this lead and shows that it was mailed to that address, without the
   * address in it.
   */
  public String issue(String leadId, String address) {
    return tokens.issue(Purpose.UNSUBSCRIBE, leadId + ":" + Fingerprint.of(address));
  }

  /**
   * The id of the lead the token was issued for; empty when it was not issued here or has been
   * altered.
   */
  public Optional<String> verify(String token) {
    return tokens
        .verify(Purpose.UNSUBSCRIBE, token)
        .map(Verified::subject)
        .map(subject -> subject.replaceFirst(":.*", ""));
  }

  /** Whether the token is good and was mailed to that address, in its one form. */
  public boolean isFor(String token, String address) {
    return tokens
        .verify(Purpose.UNSUBSCRIBE, token)
        .map(Verified::subject)
        .filter(subject -> subject.endsWith(":" + Fingerprint.of(address)))
        .isPresent();
  }
}
