package dev.leadloop.imports;

import dev.leadloop.imports.ImportMapping.ColumnRule;
import dev.leadloop.lead.ShortText;
import dev.leadloop.text.VisibleText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one row, read by column name. */
final class Cells {
  private final Header header;
  private final List<String> cells;
  private final ImportMapping mapping;

  private Cells(Header header, List<String> cells, ImportMapping mapping) {
    this.header = header;
    this.cells = cells;
    this.mapping = mapping;
  }

  /** The cells, if there are as many as the header has. */
  static Cells of(Header header, List<String> cells, ImportMapping mapping) throws RowFault {
    if (cells.size() != header.names().size()) {
      long lines = cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
      throw new RowFault(null, "The row has " + cells.size() + " cells, the header " + header.names().size() + "."
          + (lines == 0
              ? " Look for a separator too many or too few."
              : " It runs over " + (lines + 1) + " lines: look for a quote (\") that is never closed."));
    }
    return new Cells(header, cells, mapping);
  }

  /** The cell after its column's replacements; null where it says "not known". */
  @Nullable String value(String column) {
    String cell = VisibleText.trim(cells.get(header.indexOf(column)));
    ColumnRule rule = mapping.columns().get(column);
    if (rule != null && rule.values().containsKey(cell)) {
      return rule.values().get(cell);
    }
    return cell.isEmpty() || mapping.unknown().contains(cell) ? null : cell;
  }

  /** A number of zero or more; an unknown one is zero. */
  int count(String column) throws RowFault {
    String value = value(column);
    return value == null ? 0 : wholeNumber(column, value);
  }

  /** The instant in a column; null where it is unknown. */
  @Nullable Instant time(String column, @Nullable String format, ZoneId zone) throws RowFault {
    String value = value(column);
    try {
      return value == null ? null : Dates.parse(value, format, zone);
    } catch (DateTimeException e) {
      throw new RowFault(column, "'" + shortened(value) + "' is not a date "
          + (format == null ? "such as 2026-03-01 or 2026-03-01T09:30:00Z; give the column a \"format\"." : "of the form "
              + format + "."));
    }
  }

  static int wholeNumber(@Nullable String column, String value) throws RowFault {
    try {
      int number = new BigDecimal(value).intValueExact();
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      throw notWhole(column, value);
    } catch (ArithmeticException notWhole) {
      throw notWhole(column, value);
    }
    throw notWhole(column, value);
  }

  private static RowFault notWhole(@Nullable String column, String value) {
    return new RowFault(column, "'" + shortened(value) + "' is not a whole number of 0 or more.");
  }

  static String shortened(@Nullable String value) {
    String text = String.valueOf(value);
    return text.length() <= 40 ? text : ShortText.of(text, 40) + "…";
  }
}
