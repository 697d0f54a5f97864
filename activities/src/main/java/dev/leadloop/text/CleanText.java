package dev.leadloop.text;

import java.util.Optional;

/** Text that can be stored and shown: no control characters but tab and line ends, no broken surrogates. */
public final class CleanText {
  private CleanText() {}

  /** What is wrong with the text; empty when nothing is. */
  public static Optional<String> fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f) {
        return Optional.of("holds the control character U+" + String.format("%04X", (int) c) + " at position " + (i + 1));
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return Optional.of("holds half a surrogate pair at position " + (i + 1));
        }
        i++;
      }
    }
    return Optional.empty();
  }
}
