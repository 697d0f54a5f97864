package dev.leadloop.email.token;

import dev.leadloop.email.token.SignedTokens.Purpose;
import java.time.Instant;
import java.util.Optional;

/** Tokens of the confirmation link: each stands for one lead at one address, without the address in it. */
public final class ConfirmationTokens {
  private final SignedTokens tokens;

  public ConfirmationTokens(SignedTokens tokens) {
    this.tokens = tokens;
  }

  /** What a good token says; {@link #isFor} tells whether the lead's address is still the one it was mailed to. */
  public record Confirmation(String leadId, String fingerprint, Instant issuedAt) {
    /** Whether the token was mailed to that address, in its one form. */
    public boolean isFor(String emailKey) {
      return fingerprint.equals(Fingerprint.of(emailKey));
    }
  }

  /** A token for the lead at that address, in its one form. */
  public String issue(String leadId, String emailKey) {
    return tokens.issue(Purpose.CONFIRM_CONSENT, leadId + ":" + Fingerprint.of(emailKey));
  }

  /** What the token says; empty when it was not issued here or has been altered. */
  public Optional<Confirmation> verify(String token) {
    return tokens
        .verify(Purpose.CONFIRM_CONSENT, token)
        .map(good -> {
          int colon = good.subject().lastIndexOf(':');
          return new Confirmation(
              good.subject().substring(0, colon), good.subject().substring(colon + 1), good.issuedAt());
        });
  }
}
