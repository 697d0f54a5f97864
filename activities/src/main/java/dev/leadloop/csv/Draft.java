package dev.leadloop.csv;

import dev.leadloop.csv.CsvRows.Fault;
import dev.leadloop.csv.Lines.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row while its lines are read, by RFC 4180: a quoted cell may hold separators, line ends and doubled quotes, and a quote
 * inside a cell that does not begin with one is a letter like others. The first thing that is not so is its flaw.
 */
final class Draft {
  /** Blanks between a closing quote and the separator do no harm. */
  private static final String BLANKS = " \t";

  private static final int CELLS_KEPT = 1_000;

  private final char separator;
  private final int longestCell;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private final List<Portion> portions = new ArrayList<>();
  private long length;
  private @Nullable StringBuilder quoted;
  private boolean cellRunsOn;
  private boolean brokenAcrossLines;
  private @Nullable Fault flaw;

  /**
   * What one line gives to a cell of several lines.
   *
   * @param line the whole line
   * @param before what stands before it on the line
   * @param column place of the cell where it begins on this line, else 0: what the text began with, were it a row
   */
  record Portion(Line line, String before, int column, String text) {}

  Draft(char separator, int longestCell) {
    this.separator = separator;
    this.longestCell = longestCell;
  }

  /** The cells of a line that is a row by itself. */
  static Draft ofOne(Line line, char separator, int longestCell) {
    Draft draft = new Draft(separator, longestCell);
    draft.add(line.byItself());
    return draft;
  }

  /** Takes one more line. */
  void add(Line line) {
    lines.add(line);
    length += line.text().length();
    if (line.cut()) {
      flaw(null, "The line has more than " + line.text().length() + " characters, too many for a row; shorten it.");
    }
    int at = quoted == null ? beginCell(line, 0) : quotedCell(line, 0);
    while (at < line.text().length()) {
      at = beginCell(line, at + 1);
    }
  }

  boolean open() {
    return quoted != null;
  }

  /** Whether text stands behind the closing quote of a cell that began on an earlier line. */
  boolean brokenAcrossLines() {
    return brokenAcrossLines;
  }

  List<Line> lines() {
    return lines;
  }

  /** The portions of all cells of several lines. */
  List<Portion> portions() {
    return portions;
  }

  List<String> cells() {
    return cells;
  }

  long length() {
    return length;
  }

  @Nullable Fault flaw() {
    return flaw;
  }

  /** Notes what is wrong, unless something was before. */
  void flaw(@Nullable Integer cell, String reason) {
    if (flaw == null) {
      flaw = new Fault(cell, reason);
    }
  }

  /** Ends the row with what its open cell holds. */
  void close(String reason) {
    flaw(cells.size(), reason);
    cells.add('"' + String.valueOf(quoted));
    quoted = null;
  }

  /** Keeps the first line, the last one and the first cells, of a row that is too long to be kept. */
  void forgetMost() {
    if (lines.size() > 2) {
      lines.subList(1, lines.size() - 1).clear();
    }
    if (cells.size() > CELLS_KEPT) {
      cells.subList(CELLS_KEPT, cells.size()).clear();
    }
    portions.clear();
  }

  /** Returns the place of the separator behind the cell, or the end of the line. */
  private int beginCell(Line line, int from) {
    String text = line.text();
    if (from < text.length() && text.charAt(from) == '"') {
      quoted = new StringBuilder();
      cellRunsOn = false;
      return quotedCell(line, from + 1);
    }
    int to = separatorFrom(text, from);
    String cell = text.substring(from, to);
    if (!cell.isEmpty() && BLANKS.indexOf(cell.charAt(0)) >= 0 && cell.strip().startsWith("\"")) {
      flaw(cells.size(), "A blank stands before the quote that opens the cell; remove the blank.");
    }
    addCell(cell);
    return to;
  }

  private int quotedCell(Line line, int from) {
    StringBuilder cell = quoted == null ? new StringBuilder() : quoted;
    String text = line.text();
    int at = from;
    while (true) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        append(cell, text.substring(at));
        portions.add(new Portion(line, text.substring(0, from), from == 0 ? 0 : cells.size(), text.substring(from)));
        return openAtEndOf(line, cell);
      }
      append(cell, text.substring(at, quote));
      if (quote + 1 == text.length() || text.charAt(quote + 1) != '"') {
        if (from == 0) {
          portions.add(new Portion(line, "", 0, text.substring(0, quote)));
        }
        return closed(line, cell, quote + 1);
      }
      append(cell, "\"");
      at = quote + 2;
    }
  }

  private int openAtEndOf(Line line, StringBuilder cell) {
    if (line.alone()) {
      close("The quote (\") that opens the cell is not closed on its line, and the lines behind it are rows of their own."
          + " Close it; where it belongs to the text, put the whole cell in quotes and double it inside, as in \"24\"\""
          + " screens\".");
    } else {
      append(cell, line.end());
      cellRunsOn = true;
    }
    return line.text().length();
  }

  private int closed(Line line, StringBuilder cell, int behind) {
    String text = line.text();
    int at = behind;
    while (at < text.length() && text.charAt(at) != separator && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    quoted = null;
    if (at == text.length() || text.charAt(at) == separator) {
      addCell(cell.toString());
      return at;
    }
    int to = separatorFrom(text, at);
    brokenAcrossLines |= cellRunsOn;
    flaw(cells.size(), "Text stands behind the quote that closes the cell. Put the whole cell in quotes and double each quote"
        + " inside it, as in \"19\"\" racks\".");
    cells.add('"' + cell.toString() + '"' + text.substring(behind, to));
    return to;
  }

  private int separatorFrom(String text, int from) {
    int to = text.indexOf(separator, from);
    return to < 0 ? text.length() : to;
  }

  private void addCell(String cell) {
    if (cell.length() > longestCell) {
      flaw(cells.size(), "The cell has more than " + longestCell + " characters; shorten it.");
    }
    cells.add(cell);
  }

  /** One more than the limit is kept, so that the cell is known to be too long. */
  private void append(StringBuilder cell, String more) {
    cell.append(more, 0, Math.min(more.length(), Math.max(0, longestCell + 1 - cell.length())));
  }
}
