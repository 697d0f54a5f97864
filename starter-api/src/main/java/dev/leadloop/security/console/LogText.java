package dev.leadloop.security.console;

/** Words of somebody else's within a line of the log. */
final class LogText {
  private static final int LONGEST = 300;

  private LogText() {}

  /** The same in one line of plain letters, cut where it is long. */
  static String of(String words) {
    StringBuilder plain = new StringBuilder();
    words.codePoints().limit(LONGEST).forEach(c -> plain.appendCodePoint(c >= ' ' && c <= '~' ? c : ' '));
    return plain.toString();
  }
}
