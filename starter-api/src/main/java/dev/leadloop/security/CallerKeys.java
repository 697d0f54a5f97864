package dev.leadloop.security;

import dev.leadloop.keys.SecretStore;
import dev.leadloop.lead.Principal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Idempotency keys as they are kept: the same key of two callers is two, and nobody can tell from what is kept what was
 * given, since people put addresses into such keys and some of them are seen in histories.
 */
@Component
public class CallerKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int KEPT_BYTES = 20;

  private final SecretKeySpec secret;

  CallerKeys(SecretStore secrets) {
    this.secret = new SecretKeySpec(secrets.randomOnce("caller-key", KEY_BYTES), ALGORITHM);
  }

  /** The caller's key as it is kept: 40 hexadecimal digits. */
  public String kept(Principal caller, String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update((caller + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(key.getBytes(StandardCharsets.UTF_8)), 0, KEPT_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has HMAC-SHA256, this one does not", missing);
    }
  }
}
