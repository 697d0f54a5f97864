package dev.leadloop.email.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens for links that act: url-safe text of a subject, the time of issue and an HMAC-SHA256 over
 * both and the purpose. A token of one purpose is worth nothing for another. The subject can be
 * read by whoever holds the token, so it is an opaque id and never an address. How long a token
 * lives, and that it acts once, is for whoever verifies it to say.
 */
public final class SignedTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_LENGTH = 32;
  private static final int TIME_LENGTH = Long.BYTES;
  private static final int MIN_KEY_LENGTH = 32;
  private static final int MAX_TOKEN_LENGTH = 1024;

  private final SecretKeySpec key;
  private final InstantSource clock;

  /** What a token is for. */
  public enum Purpose {
    /** Stop nurture mail to a lead; the subject is the lead's id. */
    UNSUBSCRIBE,
    /** Answer a handoff; the subject names the lead and its cycle. */
    HANDOFF,
    /** Confirm consent; the subject names the lead and a hash of the address it was mailed to. */
    CONFIRM_CONSENT,
    /** Count a click and lead on; the subject names the send, the link and its target. */
    CLICK,
    /** Count an open; the subject names the send. */
    OPEN,
    /** Send a form; the subject names the form. */
    FORM,
    /** Join an anonymous visitor with the lead that came by a mail; the subject is the lead's id. */
    VISIT
  }

  /**
   * What a valid token says.
   *
   * @param issuedAt to the second
   */
  public record Verified(String subject, Instant issuedAt) {}

  /**
   * @param key at least 32 random bytes; whoever has them can make tokens
   * @throws IllegalArgumentException when the key is shorter
   */
  public SignedTokens(byte[] key, InstantSource clock) {
    if (key.length < MIN_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "The key that signs links must be at least 32 bytes long.");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.clock = clock;
  }

  /** A token for the subject, issued now. */
  public String issue(Purpose purpose, String subject) {
    byte[] name = subject.getBytes(StandardCharsets.UTF_8);
    byte[] payload =
        ByteBuffer.allocate(TIME_LENGTH + name.length)
            .putLong(clock.instant().getEpochSecond())
            .put(name)
            .array();
    byte[] token =
        ByteBuffer.allocate(payload.length + MAC_LENGTH)
            .put(payload)
            .put(mac(purpose, payload))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * What the token says; empty when it was not issued here for this purpose or has been altered.
   */
  public Optional<Verified> verify(Purpose purpose, String token) {
    byte[] bytes = decode(token);
    if (bytes.length <= TIME_LENGTH + MAC_LENGTH) {
      return Optional.empty();
    }
    byte[] payload = Arrays.copyOf(bytes, bytes.length - MAC_LENGTH);
    byte[] given = Arrays.copyOfRange(bytes, payload.length, bytes.length);
    if (!MessageDigest.isEqual(given, mac(purpose, payload))) {
      return Optional.empty();
    }
    Instant issuedAt = Instant.ofEpochSecond(ByteBuffer.wrap(payload).getLong());
    String subject =
        new String(payload, TIME_LENGTH, payload.length - TIME_LENGTH, StandardCharsets.UTF_8);
    return Optional.of(new Verified(subject, issuedAt));
  }

  private static byte[] decode(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return new byte[0];
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      // The last character may carry bits that decode to nothing: only one spelling of a token is
      // good.
      boolean canonical =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
      return canonical ? bytes : new byte[0];
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private byte[] mac(Purpose purpose, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose.name().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has HMAC-SHA256, this one does not", missing);
    }
  }
}
