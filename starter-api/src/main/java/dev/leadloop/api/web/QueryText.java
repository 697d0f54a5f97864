package dev.leadloop.api.web;

import dev.leadloop.text.CleanText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of an address behind its question mark, read strictly: percent-encoded UTF-8 and nothing else. */
final class QueryText {
  /** As many as the server reads of one request, those of a form's body included. */
  static final int MOST_PARAMETERS = 1_000;

  private QueryText() {}

  /** What is wrong with it and what to do, in a sentence; empty when nothing is. */
  static Optional<String> fault(String query) {
    String[] parts = query.split("&", -1);
    if (parts.length > MOST_PARAMETERS) {
      return Optional.of("The address has more than " + MOST_PARAMETERS + " parameters. Send fewer.");
    }
    for (String part : parts) {
      Optional<String> fault = partFault(part);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** The parts of a query in which nothing is wrong, as a query. */
  static String readable(String query) {
    List<String> good = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      if (good.size() < MOST_PARAMETERS && partFault(part).isEmpty()) {
        good.add(part);
      }
    }
    return String.join("&", good);
  }

  private static Optional<String> partFault(String part) {
    int equals = part.indexOf('=');
    if (equals == 0) {
      return Optional.of("A parameter of the address has no name. Write each as name=value.");
    }
    String name = equals < 0 ? part : part.substring(0, equals);
    Optional<String> decodedName = decoded(name);
    Optional<String> decodedValue = decoded(equals < 0 ? "" : part.substring(equals + 1));
    String which = decodedName.filter(clean -> CleanText.fault(clean).isEmpty()).map(clean -> "'" + clean + "' ").orElse("");
    if (decodedName.isEmpty() || decodedValue.isEmpty()) {
      return Optional.of("The parameter " + which + "of the address is not percent-encoded UTF-8. Encode it, such as caf%C3%A9.");
    }
    return CleanText.fault(decodedName.get())
        .or(() -> CleanText.fault(decodedValue.get()))
        .map(fault -> "The parameter " + which + "of the address " + fault + ". Leave that out.");
  }

  /** The text; empty where it is not percent-encoded UTF-8. */
  static Optional<String> decoded(String encoded) {
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        int value = i + 2 < encoded.length() ? hex(encoded.charAt(i + 1), encoded.charAt(i + 2)) : -1;
        if (value < 0) {
          return Optional.empty();
        }
        bytes[length++] = (byte) value;
        i += 2;
      } else if (c < 0x80) {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  /** The byte of two hexadecimal digits; -1 where they are none. */
  private static int hex(char high, char low) {
    int upper = Character.digit(high, 16);
    int lower = Character.digit(low, 16);
    return upper < 0 || lower < 0 || high > 'f' || low > 'f' ? -1 : upper * 16 + lower;
  }
}
