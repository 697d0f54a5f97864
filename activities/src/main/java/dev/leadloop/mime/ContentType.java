package dev.leadloop.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ContentUtil;
import org.jspecify.annotations.Nullable;

/**
 * The value of a Content-Type or Content-Disposition header as far as it can be understood.
 *
 * @param type in lower case, such as text/plain; what is no type is text
 * @param parameters by lower-case name; pieces and charsets of RFC 2231 are put together and decoded
 */
record ContentType(String type, Map<String, String> parameters) {
  static final ContentType TEXT = new ContentType("text/plain", Map.of());
  private static final int LONGEST = 5_000;
  private static final int MOST_PARAMETERS = 50;

  ContentType {
    parameters = Map.copyOf(parameters);
  }

  static ContentType of(String header) {
    RawBody read = parsed(header);
    // Without the semicolon the parameters stand behind a blank.
    String[] words = read.getValue().toLowerCase(Locale.ROOT).split(" ", 2);
    List<NameValuePair> parameters = new ArrayList<>(read.getParams());
    if (words.length > 1 && words[1].contains("=")) {
      parameters.addAll(parsed("x;" + words[1].replace(' ', ';')).getParams());
    }
    return new ContentType(typed(words[0]), together(parameters));
  }

  /** What Content-Disposition says first, such as attachment. */
  static String disposition(String header) {
    return parsed(header).getValue().toLowerCase(Locale.ROOT);
  }

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  private static RawBody parsed(String header) {
    String short_ = header.substring(0, Math.min(header.length(), LONGEST));
    var bytes = ContentUtil.encode(StandardCharsets.UTF_8, short_);
    return RawFieldParser.DEFAULT.parseRawBody(bytes, new ParserCursor(0, bytes.length()));
  }

  private static String typed(String given) {
    return switch (given) {
      case "", "text", "text/", "plain", "text/text", "text/txt" -> TEXT.type;
      case "html", "htm", "text/htm" -> "text/html";
      case "multipart", "multipart/" -> "multipart/mixed";
      case "message", "message/" -> "message/rfc822";
      default -> given;
    };
  }

  private static Map<String, String> together(List<NameValuePair> given) {
    Map<String, String> whole = new HashMap<>();
    Map<String, Map<Integer, String>> pieces = new HashMap<>();
    for (NameValuePair one : given.subList(0, Math.min(given.size(), MOST_PARAMETERS))) {
      String name = one.getName().toLowerCase(Locale.ROOT).strip();
      String value = one.getValue();
      int star = name.indexOf('*');
      if (value == null || name.isEmpty()) {
        continue;
      }
      if (star < 0) {
        whole.putIfAbsent(name, value.strip());
        continue;
      }
      boolean coded = name.endsWith("*");
      String number = name.substring(star + 1, Math.max(star + 1, name.length() - (coded ? 1 : 0)));
      int n = number.isEmpty() ? 0 : number.length() < 4 && number.chars().allMatch(Character::isDigit)
          ? Integer.parseInt(number) : -1;
      if (n >= 0) {
        pieces.computeIfAbsent(name.substring(0, star), any -> new TreeMap<>()).putIfAbsent(n, coded ? decoded(value) : value);
      }
    }
    pieces.forEach((name, parts) -> whole.put(name, String.join("", parts.values()).strip()));
    return whole;
  }

  /** {@code charset'language'words%20here}, or only the last of it. */
  private static String decoded(String value) {
    int first = value.indexOf('\'');
    int second = value.indexOf('\'', first + 1);
    String charset = first >= 0 && second >= 0 ? value.substring(0, first) : null;
    byte[] words = value.substring(charset == null ? 0 : second + 1).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[words.length];
    int length = 0;
    for (int i = 0; i < words.length; i++) {
      boolean hex = words[i] == '%' && i + 2 < words.length && HexFormat.isHexDigit(words[i + 1])
          && HexFormat.isHexDigit(words[i + 2]);
      bytes[length++] = hex ? (byte) (HexFormat.fromHexDigit(words[i + 1]) << 4 | HexFormat.fromHexDigit(words[i + 2]))
          : words[i];
      i += hex ? 2 : 0;
    }
    return MailCharset.decode(java.util.Arrays.copyOf(bytes, length), charset);
  }
}
