package dev.leadloop.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Decodes what a content was transferred as; what only claims to be base64 is taken as it stands. */
final class Transfer {
  private Transfer() {}

  static byte[] decoded(byte[] raw, String encoding) {
    return switch (encoding.strip().replace("-", "").replace("_", "")) {
      case String base64 when base64.startsWith("base64") -> isBase64(raw) ? base64(raw) : raw;
      case String quoted when quoted.startsWith("quotedprintable") -> quotedPrintable(raw);
      // 7bit, 8bit, 8-bit, binary and what nobody has defined.
      case String asItStands -> raw;
    };
  }

  private static byte[] quotedPrintable(byte[] raw) {
    // A line that goes on and has no next one ends here.
    int length = raw.length > 0 && raw[raw.length - 1] == '=' ? raw.length - 1 : raw.length;
    try (InputStream decoding = new QuotedPrintableInputStream(new ByteArrayInputStream(raw, 0, length), DecodeMonitor.SILENT)) {
      return decoding.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What is no letter of it is passed over, and the end may be missing. */
  private static byte[] base64(byte[] raw) {
    byte[] letters = new byte[raw.length];
    int length = 0;
    for (byte c : raw) {
      if (isLetter(c)) {
        letters[length++] = c;
      }
    }
    // A single letter at the end is less than a byte.
    return Base64.getDecoder().decode(Arrays.copyOf(letters, length % 4 == 1 ? length - 1 : length));
  }

  private static boolean isLetter(byte c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
  }

  /** Words have blanks within their lines; base64 has none, whatever else may be broken in it. */
  private static boolean isBase64(byte[] raw) {
    int blanksWithin = 0;
    int others = 0;
    int good = 0;
    for (int i = 0; i < raw.length; i++) {
      byte c = raw[i];
      boolean letter = isLetter(c) || c == '=';
      good += letter ? 1 : 0;
      blanksWithin += c == ' ' && i + 1 < raw.length && raw[i + 1] > ' ' && i > 0 && raw[i - 1] > ' ' ? 1 : 0;
      others += letter || c >= 0 && c <= ' ' ? 0 : 1;
    }
    return 8 * (blanksWithin + others) <= good;
  }
}
