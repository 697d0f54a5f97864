package dev.leadloop.imports;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.imports.ImportStore.WarnedRow;
import dev.leadloop.imports.mapping.ImportJob;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The rows of an import that came in with a warning, as CSV: line and warning, one warning a record. */
public final class ImportRemarks {
  private static final int PAGE = 500;

  private final ImportStore store;

  public ImportRemarks(ImportStore store) {
    this.store = store;
  }

  /** Writes the warnings of an import; the writer stays open. */
  public void write(ImportJob job, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    csv.write(List.of("import line", "import warning"));
    List<WarnedRow> page = store.warned(job.importId(), 0, PAGE);
    while (!page.isEmpty()) {
      for (WarnedRow row : page) {
        for (String warning : row.warnings()) {
          csv.write(List.of(String.valueOf(row.line())), warning, List.of());
        }
      }
      page = store.warned(job.importId(), page.getLast().line(), PAGE);
    }
    csv.flush();
  }
}
