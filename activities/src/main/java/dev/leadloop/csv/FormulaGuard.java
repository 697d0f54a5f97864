package dev.leadloop.csv;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Keeps what people have typed from being computed by the spreadsheet that opens a download: a text that a spreadsheet
 * would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"). A minus and a number stay a number.
 *
 * <p>What begins a formula is looked for behind blanks, quotes, apostrophes and characters nobody sees, in full-width and
 * small forms too, and anew behind every semicolon, tab and line end, where a spreadsheet of another country begins the
 * next cell. {@link #taken} gives back exactly what {@link #guarded} was given.
 */
public final class FormulaGuard {
  private static final String BEGIN_FORMULAS = "=+-@\u2212";
  private static final Pattern NUMBER = Pattern.compile("-[0-9]{1,18}([.,][0-9]{1,18})?");

  private FormulaGuard() {}

  /** The cell as it may stand in a download. */
  public static String guarded(String cell) {
    StringBuilder guarded = new StringBuilder(cell.length() + 4);
    for (int start = 0; start <= cell.length(); start = end(cell, start) + 1) {
      if (mayBeComputed(cell, start, start == 0)) {
        guarded.append('\'');
      }
      guarded.append(cell, start, Math.min(end(cell, start) + 1, cell.length()));
    }
    return guarded.toString();
  }

  /**
   * A sentence of ours that repeats what people have typed, as it may stand in a download and is never taken back. Where its
   * own quotation mark is the first thing to be seen, that is the apostrophe already.
   */
  public static String told(String sentence) {
    StringBuilder told = new StringBuilder(sentence.length() + 4);
    for (int start = 0; start <= sentence.length(); start = end(sentence, start) + 1) {
      if (mayBeComputed(sentence, start, start == 0) && !isText(sentence, start)) {
        told.append('\'');
      }
      told.append(sentence, start, Math.min(end(sentence, start) + 1, sentence.length()));
    }
    return told.toString();
  }

  private static boolean isText(String cell, int start) {
    int at = start;
    while (start > 0 && at < cell.length() && cell.charAt(at) == ' ') {
      at++;
    }
    return at < cell.length() && cell.charAt(at) == '\'' && at + 1 < cell.length() && !separates(cell.charAt(at + 1));
  }

  /** What a cell of a file says, where it was guarded by us or by others alike. */
  public static String taken(String cell) {
    if (cell.indexOf('\'') < 0) {
      return cell;
    }
    StringBuilder taken = new StringBuilder(cell.length());
    for (int start = 0; start <= cell.length(); start = end(cell, start) + 1) {
      boolean guarded = start < cell.length() && cell.charAt(start) == '\'' && mayBeComputed(cell, start + 1, start == 0);
      taken.append(cell, guarded ? start + 1 : start, Math.min(end(cell, start) + 1, cell.length()));
    }
    return taken.toString();
  }

  /** Whether the part that begins there looks like a formula; a cell that begins with a tab or a line end does, too. */
  private static boolean mayBeComputed(String cell, int start, boolean first) {
    int at = start;
    while (at < cell.length()) {
      int character = cell.codePointAt(at);
      if (separates(character)) {
        return first && character != ';';
      }
      if (!passedOver(character)) {
        return beginsFormula(character) && !NUMBER.matcher(cell.substring(at, end(cell, at)).strip()).matches();
      }
      at += Character.charCount(character);
    }
    return false;
  }

  private static boolean beginsFormula(int character) {
    return Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC)
        .chars()
        .anyMatch(c -> BEGIN_FORMULAS.indexOf(c) >= 0);
  }

  private static boolean passedOver(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT
        || "'\"\u2018\u2019\u201c\u201d\uff02\uff07`".indexOf(character) >= 0;
  }

  private static boolean separates(int character) {
    return character == ';' || character == '\t' || character == '\n' || character == '\r';
  }

  private static int end(String cell, int start) {
    int end = start;
    while (end < cell.length() && !separates(cell.charAt(end))) {
      end++;
    }
    return end;
  }
}
