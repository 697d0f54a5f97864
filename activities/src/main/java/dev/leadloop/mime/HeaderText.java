package dev.leadloop.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** The words of a header: unfolded, encoded words (RFC 2047) decoded, bytes beyond ASCII read as they look. */
public final class HeaderText {
  private static final int LONGEST = 2_000;

  private HeaderText() {}

  /** A header's value in one line: what was folded is joined, other ends of lines and control characters are blanks. */
  static String unfolded(String value) {
    StringBuilder line = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\r' && c != '\n') {
        line.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return line.toString().strip();
  }

  /** What a person reads in a header such as the subject. */
  public static String words(String value) {
    String line = unfolded(value.substring(0, Math.min(value.length(), LONGEST)));
    return CleanLine.of(line.contains("=?") ? decoded(line) : line);
  }

  private static String decoded(String line) {
    // An encoded word split within a letter is put together again by the library, as long as both name the charset alike.
    StringBuilder known = new StringBuilder(line.length());
    int from = 0;
    for (int at = line.indexOf("=?"); at >= 0; at = line.indexOf("=?", from)) {
      int charset = line.indexOf('?', at + 2);
      int coding = charset < 0 ? -1 : line.indexOf('?', charset + 1);
      int end = coding < 0 ? -1 : line.indexOf("?=", coding + 1);
      if (end < 0) {
        break;
      }
      known.append(line, from, at + 2).append(javaName(line.substring(at + 2, charset))).append(line, charset, end);
      boolean base64 = line.regionMatches(true, charset, "?b?", 0, 3);
      known.append(base64 ? padding(end - coding - 1) : "").append("?=");
      from = end + 2;
    }
    known.append(line.substring(from));
    return DecoderUtil.decodeEncodedWords(known.toString(), DecodeMonitor.SILENT, AsItLooks.CHARSET);
  }

  /** Some programs leave it out, and the library then leaves out the last letters. */
  private static String padding(int letters) {
    return switch (letters % 4) {
      case 2 -> "==";
      case 3 -> "=";
      default -> "";
    };
  }

  private static String javaName(String name) {
    Optional<Charset> charset = MailCharset.named(name);
    // These three are named without looking; no charset of that name makes the library ask how the bytes look.
    return charset
        .filter(known -> !known.equals(StandardCharsets.UTF_8) && !known.name().equals("windows-1252"))
        .map(Charset::name)
        .orElse(AsItLooks.NAME);
  }
}
