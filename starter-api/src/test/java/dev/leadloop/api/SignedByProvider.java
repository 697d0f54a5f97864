package dev.leadloop.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** Signs bodies as SendGrid does, with a key made for this run. */
public final class SignedByProvider {
  private static final KeyPair KEYS = keys();

  private SignedByProvider() {}

  public static String publicKey() {
    return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
  }

  /** The headers of a call with this body. */
  public static Map<String, String> headers(String body, long timestamp) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(KEYS.getPrivate());
      signer.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
      return Map.of(
          "X-Twilio-Email-Event-Webhook-Signature", Base64.getEncoder().encodeToString(signer.sign()),
          "X-Twilio-Email-Event-Webhook-Timestamp", Long.toString(timestamp),
          "Content-Type", "application/json");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
