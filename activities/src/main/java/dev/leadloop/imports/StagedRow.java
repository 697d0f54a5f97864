package dev.leadloop.imports;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvRows.Fault;
import dev.leadloop.imports.mapping.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file as it waits to be brought in.
 *
 * @param error why it cannot be, known from the file alone; null where it can be tried
 */
record StagedRow(int line, List<String> cells, @Nullable String errorColumn, @Nullable String error) {
  StagedRow {
    cells = List.copyOf(cells);
  }

  static StagedRow of(CsvRows.Row row, Header header) {
    Fault fault = row.fault();
    if (fault == null) {
      return new StagedRow(row.line(), row.cells(), null, null);
    }
    Integer cell = fault.cell();
    String column = cell == null || cell >= header.names().size() ? null : header.names().get(cell);
    return new StagedRow(row.line(), row.cells(), column, fault.reason());
  }
}
