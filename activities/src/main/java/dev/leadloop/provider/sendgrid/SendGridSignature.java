package dev.leadloop.provider.sendgrid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a call of the Event Webhook is SendGrid's: ECDSA over P-256 and SHA-256, of the timestamp and the bytes of
 * the body as they came. (The official library verifies a text in its place, which bytes that are no UTF-8 do not survive,
 * and needs a second cryptography provider for what every Java can do.)
 */
public final class SendGridSignature {
  /** The header with the signature, in Base64. */
  public static final String SIGNATURE_HEADER = "X-Twilio-Email-Event-Webhook-Signature";

  /** The header with the time of the call, in seconds since 1970. */
  public static final String TIMESTAMP_HEADER = "X-Twilio-Email-Event-Webhook-Timestamp";

  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private final PublicKey key;
  private final Duration tolerance;
  private final InstantSource clock;

  /** What a call is. */
  public enum Verdict {
    GENUINE,
    /** Signed by somebody else, altered, or not signed. */
    FORGED,
    /** Signed by SendGrid, but too long ago. */
    STALE
  }

  /**
   * Verifies by a key.
   *
   * @param publicKey as SendGrid shows it: Base64, with or without PEM lines
   * @param tolerance how old a call may be; it should cover the day and more for which SendGrid repeats calls
   * @throws IllegalArgumentException where that is no public key of an elliptic curve
   */
  public SendGridSignature(String publicKey, Duration tolerance, InstantSource clock) {
    this.key = key(publicKey);
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /** Judges a call by its headers and the bytes of its body. */
  public Verdict verify(byte[] body, @Nullable String signature, @Nullable String timestamp) {
    if (signature == null || timestamp == null || !timestamp.matches("[0-9]{1,12}")) {
      return Verdict.FORGED;
    }
    if (!signed(body, signature, timestamp)) {
      return Verdict.FORGED;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    Instant now = clock.instant();
    boolean fresh = !at.isBefore(now.minus(tolerance)) && !at.isAfter(now.plus(CLOCKS_APART));
    return fresh ? Verdict.GENUINE : Verdict.STALE;
  }

  private boolean signed(byte[] body, String signature, String timestamp) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(timestamp.getBytes(StandardCharsets.US_ASCII));
      verifier.update(body);
      return verifier.verify(Base64.getDecoder().decode(signature.strip()));
    } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
      return false;
    }
  }

  private static PublicKey key(String given) {
    String base64 = given.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      throw new IllegalArgumentException(
          "leadloop.sendgrid.webhook-key is not a public key. Copy the verification key from SendGrid's Event Webhook"
              + " settings.",
          notAKey);
    }
  }
}
