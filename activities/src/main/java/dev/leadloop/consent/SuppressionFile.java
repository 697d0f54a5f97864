package dev.leadloop.consent;

import dev.leadloop.consent.SuppressionReadStore.Filter;
import dev.leadloop.consent.SuppressionReadStore.Place;
import dev.leadloop.consent.SuppressionReadStore.SuppressedAddress;
import dev.leadloop.csv.CsvDownload;
import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.Principal;
import dev.leadloop.text.AddressFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The suppression list as a CSV file, out and in, row by row in constant memory. What comes in never lifts anything. */
public final class SuppressionFile {
  /** What a reason may look like. */
  public static final String REASON = "[a-z][a-z0-9_]{0,39}";

  /** What to tell who gave another. */
  public static final String REASON_HINT = "must be a word such as asked_by_phone";

  private static final List<String> HEADER = List.of("email", "reason", "since", "by");
  private static final int PAGE = 1_000;
  private static final int CHUNK = 200;
  private static final int TOLD = 1_000;
  private static final String SEPARATORS = ",;\t|";

  private final SuppressionReadStore reads;
  private final Suppressions suppressions;

  public SuppressionFile(SuppressionReadStore reads, Suppressions suppressions) {
    this.reads = reads;
    this.suppressions = suppressions;
  }

  /**
   * What came of a file; added, already and failed make the rows.
   *
   * @param already addresses that were suppressed before and keep their reason
   * @param failed rows that are not as they should be
   * @param faults the first {@value #TOLD} of them, each with its line
   * @param warnings the first {@value #TOLD} reasons that could not be kept as they are
   */
  public record Imported(
      int rows, int added, int already, int failed, List<Remark> faults, List<Remark> warnings) {}

  /** What there is to say about the row that begins in a line. */
  public record Remark(long line, String message) {}

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
    List<SuppressedAddress> page;
    do {
      page = reads.list(new Filter(filter.email(), filter.reason(), filter.by(), filter.since(), after, PAGE));
      for (SuppressedAddress address : page) {
        csv.write(address.email(), address.reason(), address.since().toString(), address.by());
      }
      after = page.isEmpty() ? null : new Place(page.getLast().since(), page.getLast().email());
    } while (page.size() == PAGE);
    csv.flush();
  }

  /**
   * Suppresses every address of a file whose header names a column {@code email} and, if it likes, {@code reason}. Opt-outs
   * are not to be lost: rows that are good are in even where others are not, and where just the reason of a row cannot be
   * read its address is suppressed as well.
   *
   * @param charset of the file; null where its byte order mark is to decide, and UTF-8 where it has none
   * @throws Unreadable where it is no such file
   */
  public Imported read(InputStream file, @Nullable String charset, String defaultReason, Principal by) {
    try (CsvRows rows = CsvRows.open(file, CsvText.charset(charset), ',')) {
      Optional<CsvRows.Row> header = rows.separatedBy(SEPARATORS, SuppressionColumns::areIn).next();
      SuppressionColumns columns = SuppressionColumns.of(header);
      rows.expect(columns.count(), columns);
      Tally tally = new Tally(columns, defaultReason, by);
      for (Optional<CsvRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        tally.take(row.get());
      }
      return tally.done();
    } catch (CsvUnreadable e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Unreadable("The file broke off while it was read. Send it again: rows that are in stay in and change nothing.");
    }
  }

  /** Counts, and writes in chunks. */
  private final class Tally {
    private final SuppressionColumns columns;
    private final String defaultReason;
    private final Principal by;
    private final Map<String, String> waiting = new HashMap<>();
    private final Set<String> besides = new HashSet<>();
    private final List<Remark> faults = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();
    private int rows;
    private int added;
    private int already;
    private int failed;

    Tally(SuppressionColumns columns, String defaultReason, Principal by) {
      this.columns = columns;
      this.defaultReason = defaultReason;
      this.by = by;
    }

    void take(CsvRows.Row row) {
      rows++;
      String cell = columns.email(row.cells());
      Optional<String> address = columns.emailAtFault(row) ? Optional.empty() : EmailAddresses.normalise(cell);
      CsvRows.Fault fault = row.fault();
      if (fault != null) {
        address.ifPresent(besides::add);
        failed(row, fault.reason() + (address.isPresent() ? " The address is suppressed all the same." : ""));
      } else if (address.isEmpty()) {
        failed(row, "The cell in column 'email' " + AddressFault.of(cell));
      } else if (waiting.putIfAbsent(address.get(), reason(row)) != null) {
        already++;
      }
      if (waiting.size() + besides.size() >= CHUNK) {
        write();
      }
    }

    private void failed(CsvRows.Row row, String message) {
      failed++;
      if (faults.size() < TOLD) {
        faults.add(new Remark(row.line(), message));
      }
    }

    private String reason(CsvRows.Row row) {
      String given = columns.reason(row.cells());
      String reason = given.toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
      if (reason.matches(REASON)) {
        return reason;
      }
      if (!given.isEmpty() && warnings.size() < TOLD) {
        String shown = given.length() <= 40 ? given : given.substring(0, 40) + "…";
        warnings.add(new Remark(row.line(), "The reason '" + shown + "' is no word such as asked_by_phone; '" + defaultReason
            + "' is kept instead."));
      }
      return defaultReason;
    }

    private void write() {
      int fresh = suppressions.suppressAll(waiting, by);
      added += fresh;
      already += waiting.size() - fresh;
      besides.removeAll(waiting.keySet());
      suppressions.suppressAll(besides.stream().collect(Collectors.toMap(key -> key, key -> defaultReason)), by);
      waiting.clear();
      besides.clear();
    }

    Imported done() {
      write();
      return new Imported(rows, added, already, failed, List.copyOf(faults), List.copyOf(warnings));
    }
  }
}
