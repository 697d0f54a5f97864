package dev.leadloop.imports;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.csv.CsvText;
import dev.leadloop.imports.ImportStore.FailedRow;
import dev.leadloop.imports.mapping.ImportJob;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of an import that failed, as CSV: line, column and reason, then the cells as they were. The same mapping takes
 * the corrected file, which brings in just those rows.
 */
public final class ImportErrors {
  private static final List<String> ADDED = List.of("import line", "import column", "import reason");
  private static final int PAGE = 500;

  private final ImportStore store;

  public ImportErrors(ImportStore store) {
    this.store = store;
  }

  /** Writes the report of an import; the writer stays open. */
  public void write(ImportJob job, Writer to) throws IOException {
    List<String> names = job.header();
    List<Integer> kept =
        IntStream.range(0, names.size()).filter(i -> !ADDED.contains(names.get(i))).boxed().toList();
    CsvDownload csv = new CsvDownload(to);
    List<String> header = new ArrayList<>(ADDED);
    kept.forEach(i -> header.add(names.get(i)));
    csv.write(header);
    List<FailedRow> page = store.failed(job.importId(), 0, PAGE);
    while (!page.isEmpty()) {
      for (FailedRow row : page) {
        csv.write(
            List.of(String.valueOf(row.line()), row.column() == null ? "" : row.column()),
            row.reason() == null ? "" : row.reason(),
            cells(row, names.size(), kept));
      }
      page = store.failed(job.importId(), page.getLast().line(), PAGE);
    }
    csv.flush();
  }

  private static List<String> cells(FailedRow row, int columns, List<Integer> kept) {
    List<String> cells = row.cells();
    List<String> shown = new ArrayList<>();
    kept.stream().filter(i -> i < cells.size()).forEach(i -> shown.add(CsvText.shown(cells.get(i))));
    cells.stream().skip(columns).forEach(cell -> shown.add(CsvText.shown(cell)));
    return shown;
  }
}
