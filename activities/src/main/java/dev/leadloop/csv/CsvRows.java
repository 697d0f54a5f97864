package dev.leadloop.csv;

import dev.leadloop.csv.Lines.Line;
import dev.leadloop.text.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180, any line ends), read one at a time in bounded memory and linear time. Rows without any
 * content are passed over; every other line of the file is in exactly one row, if only in one that says why it cannot be
 * taken.
 *
 * <p>A quote that somebody forgot to close, or to double, would swallow the lines behind it. {@link Swallowing} tells such a
 * quote from a cell that is meant to run over several lines; where it is one, its line alone is at fault and the lines
 * behind it are read as rows of their own. What a download guarded against spreadsheets is taken as it was before.
 */
public final class CsvRows implements AutoCloseable {
  /** Most characters of a cell. */
  public static final int LONGEST_CELL = 100_000;

  /** Most characters of a line, and of the lines of one row together. */
  static final int LONGEST_ROW = 1_000_000;

  private static final int LONGEST_SHOWN = 1_000;

  private final Reader text;
  private final Lines lines;
  private char separator;
  private Swallowing swallowing = Swallowing.UNKNOWN_COLUMNS;

  /**
   * One row.
   *
   * @param line where it begins, the first line of the file being 1
   * @param lastLine where it ends
   * @param fault why it cannot be taken; null where nothing is wrong
   */
  public record Row(int line, int lastLine, List<String> cells, @Nullable Fault fault) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Why a row cannot be taken.
   *
   * @param cell which cell is at fault, 0 being the first; null for the row as a whole
   */
  public record Fault(@Nullable Integer cell, String reason) {}

  private CsvRows(Reader text, char separator) {
    this.text = text;
    this.lines = new Lines(text, LONGEST_ROW);
    this.separator = separator;
  }

  /** Opens a file; without a charset its byte order mark decides, and UTF-8 where it has none. */
  public static CsvRows open(InputStream file, @Nullable Charset charset, char separator) throws IOException {
    return new CsvRows(CsvText.of(file, charset), separator);
  }

  /** Reads the file by the first of the separators under which its first line is such a header. */
  public CsvRows separatedBy(String candidates, Predicate<List<String>> header) throws IOException {
    Line first = lines.next();
    if (first != null) {
      lines.putBack(List.of(first));
      candidates.chars().mapToObj(c -> (char) c)
          .filter(candidate -> header.test(Draft.ofOne(first, candidate, LONGEST_CELL).cells()))
          .findFirst()
          .ifPresent(found -> separator = found);
    }
    return this;
  }

  /** Reads the file by the one of the separators under which its first line has the most cells; returns which that is. */
  public char separatedByMost(String candidates) throws IOException {
    Line first = lines.next();
    if (first != null) {
      lines.putBack(List.of(first));
      int most = 0;
      for (char candidate : candidates.toCharArray()) {
        int cells = Draft.ofOne(first, candidate, LONGEST_CELL).cells().size();
        if (cells > most) {
          most = cells;
          separator = candidate;
        }
      }
    }
    return separator;
  }

  /**
   * Says what the rows are like, once the header is known.
   *
   * @param columns how many cells a row has
   * @param surely whether cells of one line, at least so many, must be a row, such as by the address they hold
   */
  public void expect(int columns, Predicate<List<String>> surely) {
    swallowing = new Swallowing(columns, surely, separator);
  }

  /** The next row that holds anything; empty at the end of the file. */
  public Optional<Row> next() throws IOException {
    for (Line line = lines.next(); line != null; line = lines.next()) {
      Draft row = read(line);
      if (row.flaw() != null || row.cells().stream().anyMatch(cell -> !VisibleText.isBlank(cell))) {
        return Optional.of(finished(row));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private Draft read(Line first) throws IOException {
    Draft row = new Draft(separator, LONGEST_CELL);
    row.add(first);
    while (row.open()) {
      Line line = lines.next();
      if (line == null) {
        return unclosed(row);
      }
      row.add(line);
      if (row.brokenAcrossLines()) {
        return takenApart(row);
      }
      if (row.open() && row.length() > LONGEST_ROW) {
        return swallowing.inTooLong(row) ? takenApart(row) : passedOver(row);
      }
    }
    return swallowing.inClosed(row) ? takenApart(row) : row;
  }

  /** The line whose quote did the harm, alone. The others come again, the last as it is: a good row may begin there. */
  private Draft takenApart(Draft row) {
    List<Line> taken = row.lines();
    List<Line> inner = taken.subList(1, taken.size() - 1);
    lines.putBack(List.of(taken.getLast()));
    lines.putBack(inner.stream().map(Line::byItself).toList());
    return Draft.ofOne(taken.getFirst(), separator, LONGEST_CELL);
  }

  private Draft unclosed(Draft row) {
    return row.lines().size() > 1 ? takenApart(row) : closed(row);
  }

  private static Draft closed(Draft row) {
    row.close("The quote (\") that opens the cell is never closed; close it, or double it where it belongs to the text.");
    return row;
  }

  /** A row too long to be kept ends with its quote, or before the first line that looks like a row. */
  private Draft passedOver(Draft row) throws IOException {
    row.flaw(null, "The row has more than " + LONGEST_ROW + " characters; shorten it, and look for a quote (\") that is"
        + " opened and never closed.");
    while (row.open()) {
      row.forgetMost();
      Line line = lines.next();
      if (line == null) {
        return closed(row);
      }
      if (swallowing.looksLikeARow(line)) {
        lines.putBack(List.of(line));
        return closed(row);
      }
      row.add(line);
    }
    return row;
  }

  private static Row finished(Draft row) {
    List<String> cells = row.cells().stream().map(FormulaGuard::taken).toList();
    Fault fault = row.flaw() == null ? textFault(cells) : row.flaw();
    return new Row(
        row.lines().getFirst().number(),
        row.lines().getLast().number(),
        fault == null ? cells : cells.stream().map(CsvRows::shortened).toList(),
        fault);
  }

  private static @Nullable Fault textFault(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).indexOf(CsvText.UNDECODABLE) >= 0) {
        return new Fault(i, "The cell has bytes that are not of the file's charset (UTF-8 unless given). Save the file as"
            + " UTF-8, or import it with its charset, such as charset=windows-1252.");
      }
      if (cells.get(i).indexOf(CsvText.NUL) >= 0) {
        return new Fault(i, "The cell holds a NUL character, which no text has; remove it.");
      }
    }
    return null;
  }

  private static String shortened(String cell) {
    return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_SHOWN) + "…";
  }
}
