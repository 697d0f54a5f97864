package dev.leadloop.connect.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Seals secrets by AES-GCM with a key that is not in the database, each for one place alone. */
public final class Vault {
  /** Fewer characters are guessed too easily. */
  public static final int SHORTEST_KEY = 32;

  private static final String FORM = "v1:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final @Nullable Supplier<String> source;
  private @Nullable SecretKeySpec key;

  /**
   * With a key of at least {@value #SHORTEST_KEY} characters.
   *
   * @param source gives the key when it is needed first; null where there is none: then nothing can be sealed or opened
   */
  public Vault(@Nullable Supplier<String> source) {
    this.source = source;
  }

  /** Whether there is a key. */
  public boolean ready() {
    return source != null;
  }

  private synchronized SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      if (source == null) {
        throw new SealBroken();
      }
      String given = source.get().strip();
      if (given.length() < SHORTEST_KEY) {
        throw new IllegalArgumentException("leadloop.connectors.key, which seals credentials, must have at least " + SHORTEST_KEY
            + " characters; make one by 'openssl rand -base64 32'");
      }
      known = new SecretKeySpec(sha256(given), "AES");
      key = known;
    }
    return known;
  }

  /**
   * The secret, sealed.
   *
   * @param place what it is for; it can be opened for that alone
   */
  public String seal(String place, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, place, nonce, secret.getBytes(StandardCharsets.UTF_8));
    return FORM + Base64.getEncoder().encodeToString(
        ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
  }

  /**
   * The secret again.
   *
   * @throws SealBroken where it was sealed with another key or for another place
   */
  public String open(String place, String sealed) {
    if (!sealed.startsWith(FORM)) {
      throw new SealBroken();
    }
    byte[] bytes = Base64.getDecoder().decode(sealed.substring(FORM.length()));
    byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
    return new String(run(Cipher.DECRYPT_MODE, place, nonce, rest), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, String place, byte[] nonce, byte[] bytes) {
    SecretKeySpec known = key();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, known, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException broken) {
      throw new SealBroken();
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /** A secret that cannot be opened; it says nothing of the secret. */
  public static final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBroken() {
      super("the credential cannot be opened: leadloop.connectors.key is missing or another one by now; set the one it was sealed"
          + " with, or give the credential again");
    }
  }
}
