package dev.leadloop.consent;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.leadloop.csv.CsvDownload;
import dev.leadloop.csv.FormulaGuard;
import dev.leadloop.email.EmailAddresses;
import dev.leadloop.lead.Principal;
import dev.leadloop.record.Suppressions;
import dev.leadloop.store.SuppressionReadStore;
import dev.leadloop.store.SuppressionReadStore.Filter;
import dev.leadloop.store.SuppressionReadStore.Line;
import dev.leadloop.store.SuppressionReadStore.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The suppression list as a CSV file, out and in, row by row in constant memory. What comes in never lifts anything. */
public final class SuppressionFile {
  /** What a reason may look like. */
  public static final String REASON = "[a-z][a-z0-9_]{0,39}";

  private static final List<String> HEADER = List.of("email", "reason", "since", "by");
  private static final int PAGE = 1_000;
  private static final int CHUNK = 200;
  private static final int FAULTS_TOLD = 100;
  private static final int LONGEST_CELL = 10_000;

  private final SuppressionReadStore reads;
  private final Suppressions suppressions;

  public SuppressionFile(SuppressionReadStore reads, Suppressions suppressions) {
    this.reads = reads;
    this.suppressions = suppressions;
  }

  /**
   * What came of a file.
   *
   * @param already addresses that were suppressed before and keep their reason
   * @param failed rows that hold no address
   * @param faults the first {@value #FAULTS_TOLD} of them, each with its line
   */
  public record Imported(int rows, int added, int already, int failed, List<Fault> faults) {}

  /** A row that could not be taken. */
  public record Fault(long line, String message) {}

  /** The file cannot be read; rows before the fault are in. The message says what to do. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message, null, false, false);
    }
  }

  /** Writes every suppressed address that matches, the newest first; the writer stays open. */
  public void write(Filter filter, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    csv.write(HEADER);
    Place after = null;
    List<Line> page;
    do {
      page = reads.list(new Filter(filter.email(), filter.reason(), filter.by(), filter.since(), after, PAGE));
      for (Line line : page) {
        csv.write(line.email(), line.reason(), line.since().toString(), line.by());
      }
      after = page.isEmpty() ? null : new Place(page.getLast().since(), page.getLast().email());
    } while (page.size() == PAGE);
    csv.flush();
  }

  /**
   * Suppresses every address of a file whose header names a column {@code email} and, if it likes, {@code reason}.
   *
   * @throws Unreadable where it is no such file
   */
  public Imported read(InputStream file, String defaultReason, Principal by) {
    try (CsvReader<CsvRecord> csv = open(file)) {
      var rows = csv.iterator();
      Columns columns = Columns.of(rows.hasNext() ? rows.next().getFields() : List.of());
      Tally tally = new Tally(by);
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        if (row.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
          tally.take(row.getStartingLineNumber(), columns, row.getFields(), defaultReason);
        }
      }
      return tally.done();
    } catch (CsvParseException e) {
      throw new Unreadable("The file cannot be read as CSV: " + e.getMessage() + ". Look for a quote that is never closed.");
    } catch (IOException | UncheckedIOException | NoSuchElementException e) {
      throw new Unreadable("The file broke off while it was read. Send it again: rows that are in stay in and change nothing.");
    }
  }

  @SuppressWarnings("removal") // As for imports: nothing else gets past text behind a closing quote.
  private static CsvReader<CsvRecord> open(InputStream file) throws IOException {
    Reader text = new InputStreamReader(file, StandardCharsets.UTF_8);
    return CsvReader.builder()
        .allowMissingFields(true)
        .allowExtraFields(true)
        .allowExtraCharsAfterClosingQuote(true)
        .build(CsvRecordHandler.of(limits -> limits.maxFieldSize(LONGEST_CELL)), text);
  }

  private record Columns(int email, int reason) {
    static Columns of(List<String> header) {
      List<String> names =
          header.stream().map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT).replace("-", "")).toList();
      if (!names.contains("email")) {
        throw new Unreadable("The file needs a header with a column 'email'; 'reason' may stand beside it.");
      }
      return new Columns(names.indexOf("email"), names.indexOf("reason"));
    }

    private static String cell(List<String> cells, int column) {
      return column >= 0 && column < cells.size() ? FormulaGuard.taken(cells.get(column)).strip() : "";
    }
  }

  /** Counts, and writes in chunks. */
  private final class Tally {
    private final Principal by;
    private final Map<String, String> waiting = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private int rows;
    private int added;
    private int already;
    private int failed;

    Tally(Principal by) {
      this.by = by;
    }

    void take(long line, Columns columns, List<String> cells, String defaultReason) {
      rows++;
      Optional<String> address = EmailAddresses.normalise(Columns.cell(cells, columns.email()));
      if (address.isEmpty()) {
        failed++;
        if (faults.size() < FAULTS_TOLD) {
          faults.add(new Fault(line, "the cell in column 'email' is not an address"));
        }
        return;
      }
      String reason = Columns.cell(cells, columns.reason()).toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
      if (waiting.putIfAbsent(address.get(), reason.matches(REASON) ? reason : defaultReason) != null) {
        already++;
      }
      if (waiting.size() == CHUNK) {
        write();
      }
    }

    private void write() {
      int fresh = suppressions.suppressAll(waiting, by);
      added += fresh;
      already += waiting.size() - fresh;
      waiting.clear();
    }

    Imported done() {
      write();
      return new Imported(rows, added, already, failed, List.copyOf(faults));
    }
  }
}
