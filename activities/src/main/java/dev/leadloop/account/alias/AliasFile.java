package dev.leadloop.account.alias;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.text.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list of aliases as a CSV file: a header with {@code account}, and {@code domain} or {@code company}. */
public final class AliasFile {
  /** Most rows of a file. */
  public static final int MOST_ROWS = 10_000;

  private static final String SEPARATORS = ",;\t|";
  private static final String NEEDED = "needs a header with a column 'account', and 'domain' or 'company' for the alias.";

  private AliasFile() {}

  /**
   * One row.
   *
   * @param account the account, by its id, its domain or its name
   * @param domain of the alias; null where it is a name
   * @param company the alias as a name; null where it is a domain
   * @param fault why the row cannot be read; null where it can
   */
  public record Row(
      int line, String account, @Nullable String domain, @Nullable String company, @Nullable String fault) {}

  private record Columns(int count, int account, int domain, int company) {
    static Columns of(List<String> header) {
      List<String> names = header.stream().map(name -> VisibleText.trim(name).toLowerCase(Locale.ROOT)).toList();
      return new Columns(names.size(), names.indexOf("account"), names.indexOf("domain"), names.indexOf("company"));
    }

    boolean complete() {
      return account >= 0 && (domain >= 0 || company >= 0);
    }
  }

  /**
   * The rows of a file.
   *
   * @param charset null where its byte order mark is to decide, and UTF-8 where it has none
   * @throws CsvUnreadable where it is no such file, or a longer one
   */
  public static List<Row> read(InputStream file, @Nullable String charset) {
    try (CsvRows rows = CsvRows.open(file, CsvText.charset(charset), ',')) {
      CsvRows.Row header = rows.separatedBy(SEPARATORS, cells -> Columns.of(cells).complete()).next()
          .orElseThrow(() -> new CsvUnreadable("The file is empty; it " + NEEDED));
      Columns columns = Columns.of(header.cells());
      if (header.fault() != null || !columns.complete()) {
        throw new CsvUnreadable("The file " + NEEDED);
      }
      rows.expect(columns.count(), cells -> !cell(cells, columns.account()).isEmpty());
      List<Row> read = new ArrayList<>();
      for (Optional<CsvRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (read.size() == MOST_ROWS) {
          throw new CsvUnreadable("The file has more than " + MOST_ROWS + " rows; nothing was changed. Send it in parts.");
        }
        read.add(row(row.get(), columns));
      }
      return read;
    } catch (IOException e) {
      throw new CsvUnreadable("The file broke off while it was read; nothing was changed. Send it again.");
    }
  }

  private static Row row(CsvRows.Row row, Columns columns) {
    String fault = row.fault() != null ? row.fault().reason()
        : row.cells().size() != columns.count()
            ? "The row has " + row.cells().size() + " cells and not " + columns.count() + "."
            : null;
    return new Row(row.line(), cell(row.cells(), columns.account()), VisibleText.known(cell(row.cells(), columns.domain())),
        VisibleText.known(cell(row.cells(), columns.company())), fault);
  }

  private static String cell(List<String> cells, int column) {
    return column >= 0 && column < cells.size() ? VisibleText.trim(cells.get(column)) : "";
  }
}
