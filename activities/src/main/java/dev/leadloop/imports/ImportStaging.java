package dev.leadloop.imports;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.imports.mapping.MappingGuess;
import dev.leadloop.lead.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a file once, row by row, into the database: all of it or nothing. */
public final class ImportStaging {
  private static final int ROWS_A_STATEMENT = 500;
  private static final String SEPARATORS = ",;\t|";
  private static final ImportMapping NOTHING =
      new ImportMapping(null, Map.of(), Map.of(), Set.of(), List.of(), List.of(), ZoneOffset.UTC, ',', null, false, false);

  private final ImportStore store;
  private final TransactionTemplate transaction;
  private final Limits limits;

  /**
   * What one file may hold.
   *
   * @param bytes of the file
   * @param rows of the file, the header not counted
   */
  public record Limits(long bytes, int rows) {
    /** 256 MiB and a million rows. */
    public static final Limits DEFAULT = new Limits(256L << 20, 1_000_000);
  }

  public ImportStaging(ImportStore store, PlatformTransactionManager transactions, Limits limits) {
    this.store = store;
    this.transaction = new TransactionTemplate(transactions);
    this.limits = limits;
  }

  /**
   * Stores the rows of a file and returns the import's id. Once it returns, the import outlives any crash.
   *
   * @param charset null for UTF-8
   * @throws ImportRefused when the file or the mapping cannot be taken; nothing is stored then
   */
  public String stage(
      InputStream file, @Nullable String charset, String fileName, String mappingJson, Principal by) {
    ImportMapping mapping = MappingReader.read(mappingJson);
    return reading(file, charset, (importId, rows) -> {
      CsvRows.Row first = first(rows);
      Header header = new Header(first.cells());
      header.check(mapping, first);
      stage(importId, rows, fileName, new Meant(mapping, mappingJson), header, by);
    }, mapping.separator());
  }

  /**
   * Stores the rows of a file of which nobody has said yet what its columns mean, and returns its id: what they may mean is
   * guessed, and nothing comes in before somebody says so.
   *
   * @param charset null for UTF-8
   * @param separator between two cells; null for the one that makes most cells of the header
   * @throws ImportRefused when the file cannot be taken; nothing is stored then
   */
  public String stageDraft(
      InputStream file, @Nullable String charset, @Nullable Character separator, String fileName, Principal by) {
    return reading(file, charset, (importId, rows) -> {
      char used = separator == null ? rows.separatedByMost(SEPARATORS) : separator;
      CsvRows.Row first = first(rows);
      Header header = new Header(first.cells());
      header.check(NOTHING, first);
      String guess = MappingGuess.of(header, List.of(), used).toString();
      Staged staged = stage(importId, rows, fileName, new Meant(MappingReader.guessed(guess), guess), header, by);
      if (staged.failed() == staged.total()) {
        throw new ImportRefused("No row of the file can be read; the first of them: " + staged.firstError()
            + " Say how the file is written: its charset, such as windows-1252, and what stands between two cells.");
      }
      store.asDraft(importId);
    }, separator == null ? ',' : separator);
  }

  /** A mapping, and as it was written. */
  private record Meant(ImportMapping mapping, String json) {}

  /** How many rows a file has, how many of them cannot be read, and why the first of those cannot. */
  private record Staged(int total, int failed, String firstError) {}

  /** What is done with a file that is open. */
  private interface Reading {
    void read(String importId, CsvRows rows) throws IOException;
  }

  private String reading(InputStream file, @Nullable String charset, Reading reading, char separator) {
    String importId = UUID.randomUUID().toString();
    transaction.executeWithoutResult(status -> {
      try (CsvRows rows = CsvRows.open(new LimitedInput(file, limits.bytes()), CsvText.charset(charset), separator)) {
        reading.read(importId, rows);
      } catch (CsvUnreadable e) {
        throw new ImportRefused(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new ImportRefused("The file broke off while it was read; send it again.");
      }
    });
    return importId;
  }

  private static CsvRows.Row first(CsvRows rows) throws IOException {
    return rows.next().orElseThrow(() -> new ImportRefused("The file is empty; its first row must name the columns."));
  }

  private Staged stage(String importId, CsvRows rows, String fileName, Meant meant, Header header,
      Principal by) throws IOException {
    rows.expect(header.names().size(), new RowLook(meant.mapping(), header));
    store.insert(importId, fileName, by, meant.mapping(), meant.json(), header);
    int total = 0;
    int failed = 0;
    String firstError = "";
    List<StagedRow> together = new ArrayList<>();
    for (Optional<CsvRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      StagedRow staged = StagedRow.of(row.get(), header);
      together.add(staged);
      total++;
      if (staged.error() != null) {
        firstError = failed == 0 ? staged.error() : firstError;
        failed++;
      }
      if (total > limits.rows()) {
        throw new ImportRefused("The file has more than " + limits.rows() + " rows; split it and import the parts.");
      }
      if (together.size() == ROWS_A_STATEMENT) {
        store.stage(importId, together);
        together.clear();
      }
    }
    if (total == 0) {
      throw new ImportRefused("The file has a header but no rows.");
    }
    store.stage(importId, together);
    store.staged(importId, total, failed);
    return new Staged(total, failed, firstError);
  }
}
