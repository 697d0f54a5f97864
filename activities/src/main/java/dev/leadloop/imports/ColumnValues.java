package dev.leadloop.imports;

import dev.leadloop.imports.mapping.Cells;
import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportMapping.ColumnRule;
import dev.leadloop.imports.mapping.RowFault;
import dev.leadloop.text.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The different values of a column, and how a mapping reads each.
 *
 * @param shown those that the mapping replaces, those that cannot be read and the most frequent; the most frequent first
 * @param more how many others there are
 * @param looked at how many rows was looked
 */
public record ColumnValues(List<Value> shown, int more, int looked) {
  private static final int MOST = 30;
  private static final int MOST_REPLACED = 170;
  private static final int LONGEST = 100;
  private static final Comparator<Value> FREQUENT =
      Comparator.comparingInt(Value::rows).reversed().thenComparing(Value::cell);

  /**
   * One of them.
   *
   * @param rows how many rows have it
   * @param read what it becomes; null where it says that it is not known, or cannot be read
   * @param wrong why it cannot be read; null where it can
   */
  public record Value(String cell, int rows, @Nullable String read, @Nullable String wrong) {}

  public ColumnValues {
    shown = List.copyOf(shown);
  }

  /** Of a column that the mapping has a rule for. */
  static ColumnValues of(List<StagedRow> rows, Header header, ImportMapping mapping, String column) {
    ColumnRule rule = mapping.columns().get(column);
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Value> values = new HashMap<>();
    for (StagedRow row : rows) {
      if (rule == null || row.error() != null || row.cells().size() != header.names().size()) {
        continue;
      }
      String cell = VisibleText.trim(row.cells().get(header.indexOf(column)));
      if (!cell.isEmpty() && cell.length() <= LONGEST) {
        counts.merge(cell, 1, Integer::sum);
        values.computeIfAbsent(cell, one -> read(one, row, header, mapping, column, rule));
      }
    }
    List<Value> all = new ArrayList<>();
    values.values().forEach(value ->
        all.add(new Value(value.cell(), counts.getOrDefault(value.cell(), 0), value.read(), value.wrong())));
    all.sort(Comparator.<Value>comparingInt(value -> rule != null && rule.values().containsKey(value.cell()) ? 0
        : value.wrong() == null ? 2 : 1).thenComparing(FREQUENT));
    int replaced = rule == null ? 0 : Math.min(MOST_REPLACED, rule.values().size());
    List<Value> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), replaced + MOST)));
    shown.sort(FREQUENT);
    return new ColumnValues(shown, all.size() - shown.size(), rows.size());
  }

  private static Value read(
      String cell, StagedRow row, Header header, ImportMapping mapping, String column, ColumnRule rule) {
    try {
      String value = Cells.of(header, row.cells(), mapping).value(column);
      return new Value(cell, 0, value == null ? null
          : RowMapper.checked(column, rule.field(), value, mapping.decimalOf(column)), null);
    } catch (RowFault fault) {
      return new Value(cell, 0, null, fault.getMessage());
    }
  }
}
