package dev.leadloop.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Tells mails apart: by who wrote them and the message id, and where there is none by all they hold. */
final class MailIds {
  private MailIds() {}

  /**
   * The id of a mail.
   *
   * @param whole the mail as it came; a server that repeats it sends the same bytes
   */
  static String of(String from, Map<String, String> headers, byte[]... whole) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String messageId = headers.getOrDefault("message-id", "").strip();
      digest.update((from + "\n" + messageId).getBytes(StandardCharsets.UTF_8));
      if (messageId.isEmpty()) {
        for (byte[] part : whole) {
          digest.update(part);
          digest.update((byte) 0);
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one does not", missing);
    }
  }
}
