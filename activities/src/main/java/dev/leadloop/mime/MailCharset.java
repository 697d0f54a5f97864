package dev.leadloop.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into words by the charset they are said to have, where that can be, and by what they look like where it
 * cannot: programs write names that no standard knows, and bytes that are not what the name says.
 */
public final class MailCharset {
  private static final Charset WESTERN = Charset.forName("windows-1252");
  /** What programs name that have not looked: the bytes are as often UTF-8. */
  private static final Set<Charset> SAID_WITHOUT_LOOKING = Set.of(WESTERN, StandardCharsets.US_ASCII, StandardCharsets.UTF_8);

  private static final int ESCAPE = 0x1B;
  private static final int LONGEST_NAME = 100;
  private static final Map<String, Charset> BY_NAME = byName();

  private MailCharset() {}

  /**
   * The words in these bytes; never fails.
   *
   * @param declared the charset as the mail names it, however odd; null where it names none
   */
  public static String decode(byte[] bytes, @Nullable String declared) {
    Charset byMark = byteOrderMark(bytes);
    if (byMark != null) {
      String words = new String(bytes, byMark);
      return words.startsWith("\uFEFF") ? words.substring(1) : words;
    }
    Charset said = declared == null ? WESTERN : named(declared).orElse(WESTERN);
    if (isAscii(bytes)) {
      return new String(bytes, ofAscii(bytes, said));
    }
    if (!SAID_WITHOUT_LOOKING.contains(said)) {
      return new String(bytes, said);
    }
    // A character cut in two by a limit, or broken on its way, does not make a whole text western.
    return looksLikeUtf8(bytes) ? new String(bytes, StandardCharsets.UTF_8) : new String(bytes, WESTERN);
  }

  /** The charset a mail may mean by a name: as mail programs and browsers write it; empty for one nobody knows. */
  static Optional<Charset> named(String name) {
    String given = name.strip();
    int end = 0;
    while (end < Math.min(given.length(), LONGEST_NAME) && ";,*' \t".indexOf(given.charAt(end)) < 0) {
      end++;
    }
    return Optional.ofNullable(BY_NAME.get(compact(given.substring(0, end))));
  }

  private static @Nullable Charset byteOrderMark(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return switch (first) {
      case 0xFEFF, 0xFFFE -> StandardCharsets.UTF_16;
      case 0xEFBB -> bytes.length > 2 && (bytes[2] & 0xFF) == 0xBF ? StandardCharsets.UTF_8 : null;
      default -> null;
    };
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Bytes without the eighth bit may still be Japanese, Korean or Chinese, whatever was declared. */
  private static Charset ofAscii(byte[] bytes, Charset said) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == ESCAPE) {
        String sequence = "" + (char) bytes[i + 1] + (char) bytes[i + 2];
        return switch (sequence) {
          case "$B", "$@", "(J", "(I", "$(" -> named("iso-2022-jp").orElse(StandardCharsets.US_ASCII);
          case "$)" -> named(i + 3 < bytes.length && bytes[i + 3] == 'C' ? "iso-2022-kr" : "iso-2022-cn")
              .orElse(StandardCharsets.US_ASCII);
          default -> StandardCharsets.US_ASCII;
        };
      }
    }
    boolean wide = said.name().startsWith("UTF-16") || said.name().startsWith("UTF-32");
    // ASCII is ASCII in all but charsets of two bytes, where every other one would be zero.
    return wide && contains(bytes, 0) ? said : StandardCharsets.US_ASCII;
  }

  private static boolean contains(byte[] bytes, int wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Whether more of it is UTF-8 than is not. */
  private static boolean looksLikeUtf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(4096);
    int broken = 0;
    int letters = 0;
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      out.flip();
      letters += letters(out);
      out.clear();
      if (result.isMalformed()) {
        broken++;
        in.position(in.position() + result.length());
        decoder.reset();
      }
    }
    return letters > broken;
  }

  private static int letters(CharBuffer words) {
    int found = 0;
    while (words.hasRemaining()) {
      found += words.get() > 0x7F ? 1 : 0;
    }
    return found;
  }

  private static Map<String, Charset> byName() {
    Map<String, Charset> known = new HashMap<>();
    Charset.availableCharsets().forEach((name, charset) -> {
      known.putIfAbsent(compact(name), charset);
      charset.aliases().forEach(alias -> known.putIfAbsent(compact(alias), charset));
    });
    for (List<String> row : Rows.of("/mail/charset-names.txt", 2)) {
      Charset charset = known.get(compact(row.get(1)));
      if (charset != null) {
        known.put(compact(row.get(0)), charset);
      }
    }
    return Map.copyOf(known);
  }

  /** Letters and digits alone: cp-850, CP_850 and "cp850" are one. */
  private static String compact(String name) {
    StringBuilder kept = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        kept.append(c);
      }
    }
    return kept.toString();
  }
}
