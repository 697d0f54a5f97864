package dev.leadloop.mime;

import java.util.ArrayList;
import java.util.List;

/** The addresses in a header such as To, however it is written: names, comments and groups are passed over. */
public final class AddressHeader {
  private static final int LONGEST = 20_000;
  private static final int MOST = 500;

  private final String value;
  private final List<String> found = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private String inBrackets = "";

  private AddressHeader(String value) {
    this.value = value.substring(0, Math.min(value.length(), LONGEST));
  }

  /** Every address, as it is written; what has no {@code @} is none, but the null path {@code <>} is left out as well. */
  public static List<String> addresses(String value) {
    AddressHeader reading = new AddressHeader(value);
    reading.read();
    return List.copyOf(reading.found);
  }

  private void read() {
    for (int i = 0; i < value.length() && found.size() < MOST; i++) {
      switch (value.charAt(i)) {
        case '"' -> i = quoted(i);
        case '(' -> i = comment(i);
        case '<' -> i = brackets(i);
        case ',', ';' -> end();
        // What stood before it named a group.
        case ':' -> plain.setLength(0);
        default -> plain.append(value.charAt(i));
      }
    }
    end();
  }

  /** Past a quoted name, which is kept: a local part may be quoted, and nothing else in it is an address. */
  private int quoted(int from) {
    int i = from + 1;
    while (i < value.length() && value.charAt(i) != '"') {
      i += value.charAt(i) == '\\' ? 2 : 1;
    }
    boolean local = i + 1 < value.length() && value.charAt(i + 1) == '@';
    if (local) {
      plain.append(value, from, i + 1);
    }
    return i;
  }

  private int comment(int from) {
    int depth = 0;
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      i += c == '\\' ? 1 : 0;
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return value.length();
  }

  private int brackets(int from) {
    int end = from + 1;
    while (end < value.length() && value.charAt(end) != '>' && value.charAt(end) != '<') {
      end++;
    }
    String inside = value.substring(from + 1, end).strip();
    // A source route, which nobody writes any more, ends with a colon.
    inside = inside.startsWith("@") ? inside.substring(inside.indexOf(':') + 1) : inside;
    inBrackets = isAddress(inside) ? inside : inBrackets;
    return end < value.length() && value.charAt(end) == '<' ? end - 1 : end;
  }

  private void end() {
    if (!inBrackets.isEmpty()) {
      found.add(inBrackets);
    } else {
      for (String word : plain.toString().strip().split("\\s+")) {
        if (isAddress(word)) {
          found.add(word);
          break;
        }
      }
    }
    inBrackets = "";
    plain.setLength(0);
  }

  private static boolean isAddress(String word) {
    int at = word.lastIndexOf('@');
    return at > 0 && at < word.length() - 1;
  }
}
