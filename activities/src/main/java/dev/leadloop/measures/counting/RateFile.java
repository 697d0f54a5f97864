package dev.leadloop.measures.counting;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvRows.Row;
import dev.leadloop.measures.counting.Rates.RateRow;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a table of rates from a CSV file with the columns currency, since and rate. */
final class RateFile {
  private static final List<String> HEADER = List.of("currency", "since", "rate");
  private static final int MOST = 100_000;

  private RateFile() {}

  /**
   * The table.
   *
   * @throws IllegalArgumentException with the line and what to do, where it cannot be taken
   */
  static Rates read(Currency into, Path file) {
    List<RateRow> rates = new ArrayList<>();
    Set<String> known = new HashSet<>();
    try (InputStream bytes = Files.newInputStream(file); CsvRows rows = CsvRows.open(bytes, null, ',')) {
      Optional<Row> header = rows.next();
      if (header.isEmpty() || !header.get().cells().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList()
          .equals(HEADER)) {
        throw new IllegalArgumentException(file + " must begin with the line " + String.join(",", HEADER));
      }
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        RateRow rate = rate(file, row.get());
        if (!known.add(rate.currency() + " " + rate.since())) {
          throw fault(file, row.get(), rate.currency() + " has a rate since " + rate.since() + " already; leave one of both");
        }
        if (rate.currency().equals(into.getCurrencyCode())) {
          throw fault(file, row.get(), "one " + into + " is one " + into + "; leave the line out");
        }
        rates.add(rate);
        if (rates.size() > MOST) {
          throw fault(file, row.get(), "the table has more than " + MOST + " rates");
        }
      }
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("the table of rates " + file + " cannot be read", unreadable);
    }
    return new Rates(into, rates);
  }

  private static RateRow rate(Path file, Row row) {
    if (row.fault() != null || row.cells().size() != HEADER.size()) {
      throw fault(file, row, row.fault() == null ? "has " + row.cells().size() + " cells; write currency,since,rate"
          : row.fault().reason());
    }
    try {
      BigDecimal rate = new BigDecimal(row.cells().get(2).strip());
      if (rate.signum() <= 0 || rate.precision() > 30 || Math.abs(rate.scale()) > 30) {
        throw fault(file, row, "a rate is a number above 0, such as 0.92");
      }
      return new RateRow(Currency.getInstance(row.cells().get(0).strip()).getCurrencyCode(),
          LocalDate.parse(row.cells().get(1).strip()), rate);
    } catch (NumberFormatException notANumber) {
      throw fault(file, row, "a rate is a number above 0, such as 0.92");
    } catch (DateTimeException notADay) {
      throw fault(file, row, "since is a day, such as 2026-01-01");
    } catch (IllegalArgumentException noCurrency) {
      if (noCurrency.getMessage() != null && noCurrency.getMessage().startsWith(file.toString())) {
        throw noCurrency;
      }
      throw fault(file, row, "a currency is a code of ISO 4217, such as USD");
    }
  }

  private static IllegalArgumentException fault(Path file, Row row, String what) {
    return new IllegalArgumentException(file + ", line " + row.line() + ": " + what);
  }
}
