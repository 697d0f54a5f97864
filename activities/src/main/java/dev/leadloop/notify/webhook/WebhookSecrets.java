package dev.leadloop.notify.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Secrets of Standard Webhooks, and what they sign. */
public final class WebhookSecrets {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** A new secret, such as {@code whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD...}. */
  public String make() {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return "whsec_" + Base64.getEncoder().encodeToString(secret);
  }

  /** The header {@code webhook-signature}: one signature by each secret, so that receivers can change over. */
  static String signature(List<String> secrets, String messageId, Instant at, String body) {
    return secrets.stream()
        .map(secret -> sign(secret, messageId, at, body))
        .collect(Collectors.joining(" "));
  }

  private static String sign(String secret, String messageId, Instant at, String body) {
    try {
      return new Webhook(secret).sign(messageId, at.getEpochSecond(), body);
    } catch (EmptyWebhookSecretException | WebhookSigningException cannot) {
      throw new IllegalStateException("A webhook cannot be signed: " + cannot.getMessage(), cannot);
    }
  }
}
