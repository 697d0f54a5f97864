package dev.leadloop.imports.mapping;

import dev.leadloop.imports.mapping.ImportMapping.ColumnRule;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.text.Numbers;
import dev.leadloop.text.Numbers.NotCertain;
import dev.leadloop.text.VisibleText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one row, read by column name. */
public final class Cells {
  private final Header header;
  private final List<String> cells;
  private final ImportMapping mapping;

  private Cells(Header header, List<String> cells, ImportMapping mapping) {
    this.header = header;
    this.cells = cells;
    this.mapping = mapping;
  }

  /** The cells, if there are as many as the header has. */
  public static Cells of(Header header, List<String> cells, ImportMapping mapping) throws RowFault {
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
  public @Nullable String value(String column) {
    String cell = VisibleText.trim(cells.get(header.indexOf(column)));
    ColumnRule rule = mapping.columns().get(column);
    if (rule != null && rule.values().containsKey(cell)) {
      return rule.values().get(cell);
    }
    return cell.isEmpty() || mapping.unknown().contains(cell) ? null : cell;
  }

  /** A number of zero or more; an unknown one is zero. */
  public int count(String column) throws RowFault {
    String value = value(column);
    return value == null ? 0 : (int) Math.min(Integer.MAX_VALUE, wholeNumber(column, value, mapping.decimalOf(column)));
  }

  /** A number of zero or more, with or without a fraction; null where it is unknown. */
  public @Nullable BigDecimal number(String column) throws RowFault {
    String value = value(column);
    try {
      return value == null ? null : Numbers.read(value, mapping.decimalOf(column));
    } catch (NotCertain e) {
      throw notCertain(column, value, e);
    }
  }

  /** The instant in a column; null where it is unknown. */
  public Dates.@Nullable Read time(String column, @Nullable String format) throws RowFault {
    String value = value(column);
    try {
      return value == null ? null : Dates.parse(value, format, mapping.timeZone());
    } catch (DateTimeException e) {
      throw new RowFault(column, "'" + shortened(value) + "' " + e.getMessage() + ".");
    }
  }

  /** The whole number that the text of a column says; fails with {@link RowFault} where it is none, or none for certain. */
  public static long wholeNumber(@Nullable String column, String value, @Nullable Character decimal) throws RowFault {
    try {
      return Numbers.whole(value, decimal);
    } catch (NotCertain e) {
      throw notCertain(column, value, e);
    }
  }

  private static RowFault notCertain(@Nullable String column, @Nullable String value, NotCertain e) {
    String how = switch (e.why()) {
      case AMBIGUOUS -> ". The mapping says it with \"decimal\": \",\" or \"decimal\": \".\"";
      case RANGE -> ". The mapping says it with \"values\", such as {\"51-200\": \"125\"}";
      case NO_NUMBER -> "";
    };
    return new RowFault(column, "'" + shortened(value) + "' " + e.getMessage() + how + ".");
  }

  /** The text for a message: what is beyond 40 characters is cut off. */
  public static String shortened(@Nullable String value) {
    String text = String.valueOf(value);
    return text.length() <= 40 ? text : ShortText.of(text, 40) + "…";
  }
}
