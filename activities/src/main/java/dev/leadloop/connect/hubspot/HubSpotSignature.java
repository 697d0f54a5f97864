package dev.leadloop.connect.hubspot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Version 3 of their signature: of method, address, body and time, and no older than five minutes. */
final class HubSpotSignature {
  static final Duration OLDEST = Duration.ofMinutes(5);
  private static final String HMAC = "HmacSHA256";

  /** What they decode of an address before they sign it. */
  private static final Map<String, String> DECODED = Map.ofEntries(
      Map.entry("%3A", ":"), Map.entry("%2F", "/"), Map.entry("%3F", "?"), Map.entry("%40", "@"), Map.entry("%21", "!"),
      Map.entry("%24", "$"), Map.entry("%27", "'"), Map.entry("%28", "("), Map.entry("%29", ")"), Map.entry("%2A", "*"),
      Map.entry("%2C", ","), Map.entry("%3B", ";"));

  private HubSpotSignature() {}

  static String of(String secret, String method, String url, String body, String timestamp) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      byte[] signed = mac.doFinal((method + decoded(url) + body + timestamp).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has " + HMAC, missing);
    }
  }

  static boolean fresh(@Nullable String timestamp, Instant now) {
    if (timestamp == null || !timestamp.matches("[0-9]{1,15}")) {
      return false;
    }
    Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), now).abs();
    return age.compareTo(OLDEST) <= 0;
  }

  static boolean same(String expected, @Nullable String given) {
    return given != null && MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String url) {
    String decoded = url;
    for (Map.Entry<String, String> one : DECODED.entrySet()) {
      decoded = decoded.replace(one.getKey(), one.getValue())
          .replace(one.getKey().toLowerCase(java.util.Locale.ROOT), one.getValue());
    }
    return decoded;
  }
}
