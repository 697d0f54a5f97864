package dev.leadloop.csv;

import dev.leadloop.csv.Draft.Portion;
import dev.leadloop.csv.Lines.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tells a quote that swallows lines from a cell that runs over several lines on purpose, by what those lines look like.
 *
 * <p>A quote that is never closed, or is closed in the middle of a text, needs no judgement. Where the cell leaves a row with
 * another number of cells than the header, or has no end in sight, one line with the cells of a row is enough. Where
 * everything about it is as RFC 4180 has it, at least half of its lines must surely be rows, or hold as many separators as
 * rows do, if that is many; where some are rows but fewer, nobody can tell: the row is refused and says so.
 */
final class Swallowing {
  /** Nothing is known yet, as for the header itself: every row is as its quotes say. */
  static final Swallowing UNKNOWN_COLUMNS = new Swallowing(0, cells -> false, ',');

  /** From so many columns on, lines of text hardly ever have as many separators as rows. */
  private static final int MANY_COLUMNS = 4;

  private final int columns;
  private final Predicate<List<String>> surely;
  private final char separator;

  Swallowing(int columns, Predicate<List<String>> surely, char separator) {
    this.columns = columns;
    this.surely = surely;
    this.separator = separator;
  }

  /** Whether a cell that has no end in sight has taken in lines that are rows. */
  boolean inTooLong(Draft row) {
    return row.lines().stream().skip(1).anyMatch(this::looksLikeARow);
  }

  /** The same for a row whose quotes are all closed as they should be. May find it ambiguous and say so in its flaw. */
  boolean inClosed(Draft row) {
    if (row.lines().size() == 1 || columns == 0) {
      return false;
    }
    if (row.flaw() != null || row.cells().size() != columns) {
      return inTooLong(row);
    }
    List<Line> rows = row.portions().stream().filter(this::isSurelyARow).map(Portion::line).toList();
    long lines = row.lines().stream().skip(1).filter(line -> !line.text().isBlank()).count();
    if (rows.isEmpty() || rows.size() * 2L >= lines) {
      return !rows.isEmpty() || asDenseAsRows(row);
    }
    row.flaw(null, "A cell of this row runs over the lines " + row.lines().getFirst().number() + " to "
        + row.lines().getLast().number() + ", and line " + rows.getFirst().number() + " in it looks like a row of its own."
        + " Look for a quote (\") too many; where the cell is meant so, write it without line ends.");
    return false;
  }

  boolean looksLikeARow(Line line) {
    return columns > 0 && !line.text().isBlank() && hasTheCellsOfARow(line);
  }

  /**
   * What makes it sure must stand in the portion itself: the rest of its first and last line is part of the good row. Its
   * column is not quite known, since quoted cells may hold separators.
   */
  private boolean isSurelyARow(Portion portion) {
    if (!hasTheCellsOfARow(portion.line())) {
      return false;
    }
    List<String> cells = plainCells(portion.text());
    int tooMany = Math.max(0, plainCells(portion.line().text()).size() - columns);
    int last = Math.max(portion.column(), plainCells(portion.before()).size() - 1);
    return IntStream.rangeClosed(portion.column() - tooMany, last).anyMatch(first -> surely.test(beginningIn(first, cells)));
  }

  private static List<String> beginningIn(int column, List<String> cells) {
    List<String> placed = new ArrayList<>(Collections.nCopies(Math.max(0, column), ""));
    placed.addAll(cells.subList(Math.min(cells.size(), Math.max(0, -column)), cells.size()));
    return placed;
  }

  private boolean asDenseAsRows(Draft row) {
    long separators = row.portions().stream().flatMapToInt(portion -> portion.text().chars()).filter(c -> c == separator).count();
    return columns >= MANY_COLUMNS && separators >= (long) (columns - 1) * (row.lines().size() - 1);
  }

  /** By its quotes or, since they may be what is amiss, by its separators alone. */
  private boolean hasTheCellsOfARow(Line line) {
    return plainCells(line.text()).size() >= columns
        || Draft.ofOne(line, separator, CsvRows.LONGEST_CELL).cells().size() == columns;
  }

  private List<String> plainCells(String text) {
    return List.of(text.replace("\"", "").split(Pattern.quote(String.valueOf(separator)), -1));
  }
}
