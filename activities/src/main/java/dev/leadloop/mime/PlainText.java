package dev.leadloop.mime;

import dev.leadloop.mime.MailText.Line;
import dev.leadloop.mime.MailText.Mark;
import java.util.ArrayList;
import java.util.List;

/** Reads text/plain: quotations behind {@code >}, a signature below {@code "-- "}, and flowed lines (RFC 3676). */
final class PlainText {
  private final Form form;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private int openDepth = -1;
  private boolean signature;

  /** How lines end. */
  enum Form {
    /** Where they end in the text. */
    FIXED,
    /** A blank at the end goes on in the next line. */
    FLOWED,
    /** The same, and the blank is none of the text. */
    FLOWED_WITHOUT_BLANKS
  }

  private PlainText(Form form) {
    this.form = form;
  }

  static MailText read(String text, Form form) {
    PlainText reading = new PlainText(form);
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isEnd(text.charAt(i))) {
        reading.line(text, from, i);
        if (i + 1 < text.length() && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n') {
          i++;
        }
        from = i + 1;
      }
    }
    reading.close();
    return MailText.of(reading.lines);
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r' || c == '\f' || c == '\u000B' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  private void line(String text, int from, int to) {
    int depth = 0;
    int at = from;
    // What is flowed quotes without blanks between; elsewhere there may be one before each mark.
    while (at < to && (text.charAt(at) == '>' || form == Form.FIXED && text.charAt(at) == ' ' && nextQuotes(text, at, to))) {
      depth += text.charAt(at) == '>' ? 1 : 0;
      at++;
    }
    if (form == Form.FIXED) {
      add(text.substring(at, to), depth);
      return;
    }
    at += at < to && text.charAt(at) == ' ' ? 1 : 0;
    String words = text.substring(at, to);
    if (openDepth >= 0 && (openDepth != depth || isSignatureMark(words))) {
      close();
    }
    boolean goesOn = words.endsWith(" ") && !isSignatureMark(words);
    open.append(goesOn && form == Form.FLOWED_WITHOUT_BLANKS ? words.substring(0, words.length() - 1) : words);
    openDepth = depth;
    if (!goesOn) {
      close();
    }
  }

  private static boolean nextQuotes(String text, int at, int to) {
    return at + 1 < to && text.charAt(at + 1) == '>';
  }

  private void close() {
    if (openDepth >= 0) {
      add(open.toString(), openDepth);
      open.setLength(0);
      openDepth = -1;
    }
  }

  private void add(String words, int depth) {
    if (lines.size() > 2 * MailText.MOST_LINES) {
      return;
    }
    if (depth > 0) {
      // What is written below a quotation is an answer to it, and no signature.
      signature = false;
    } else {
      signature |= isSignatureMark(words);
    }
    lines.add(new Line(CleanLine.of(words), depth > 0 ? Mark.QUOTED : signature ? Mark.SIGNATURE : Mark.WRITTEN));
  }

  /** Many a server takes the blank away that ends it. */
  private static boolean isSignatureMark(String words) {
    return words.equals("-- ") || words.equals("--");
  }
}
