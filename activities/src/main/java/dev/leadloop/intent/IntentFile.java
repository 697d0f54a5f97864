package dev.leadloop.intent;

import dev.leadloop.account.told.ToldFault;
import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.imports.mapping.Dates;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.intent.IntentFileStore.IntentFileRow;
import dev.leadloop.lead.Principal;
import dev.leadloop.policy.names.PolicyNames;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of third-party intent, such as Bombora's, row by row in bounded memory. Rows that are good are in even where
 * others are not. The same file again changes nothing: its rows are as old as when it first came.
 */
public final class IntentFile {
  private static final String SEPARATORS = ",;\t|";
  private static final int ROWS_A_TRANSACTION = 1_000;

  private final Intents intents;
  private final IntentFileStore store;
  private final NamesInForce names;
  private final InstantSource clock;
  private final Limits limits;

  /**
   * What one file may hold.
   *
   * @param bytes of the file
   * @param rows of the file, a header not counted
   */
  public record Limits(long bytes, int rows) {
    /** 256 MiB and two million rows. */
    public static final Limits DEFAULT = new Limits(256L << 20, 2_000_000);
  }

  /**
   * What the caller says of a file.
   *
   * @param name of the file
   * @param source who tells it where a row does not say
   * @param columns what its columns are; null where the file is to say it
   * @param toldAt of rows without a date; null for when the file first came
   * @param dateFormat how dates are written, such as MM/dd/yyyy; null for ISO 8601
   * @param charset null where its byte order mark is to decide, and UTF-8 where it has none
   */
  public record Asked(
      String name,
      String source,
      @Nullable String columns,
      @Nullable Instant toldAt,
      @Nullable String dateFormat,
      @Nullable String charset) {}

  /** Reads by these limits. */
  public IntentFile(
      Intents intents, IntentFileStore store, NamesInForce names, InstantSource clock, Limits limits) {
    this.intents = intents;
    this.store = store;
    this.names = names;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Takes a file in.
   *
   * @throws IntentRefused where it is no such file; rows before the fault are in
   */
  public IntentTally.Taken read(InputStream bytes, Asked asked, Principal by) {
    try (SpooledFile spooled = SpooledFile.of(bytes, limits.bytes());
        CsvRows rows = CsvRows.open(spooled.open(), CsvText.charset(asked.charset()), ',')) {
      Optional<CsvRows.Row> first =
          rows.separatedBy(SEPARATORS, cells -> IntentColumns.areIn(cells, asked.columns())).next();
      PolicyNames read = names.newest();
      IntentColumns columns = IntentColumns.of(first, asked.columns());
      rows.expect(columns.count(), columns);
      IntentFileRow file =
          store.begin(spooled.digest(), asked.source(), asked.toldAt(), asked.name(), by, clock.instant());
      IntentTally tally = new IntentTally(intents, store, file, columns.readAs());
      if (!columns.header()) {
        take(first.orElseThrow(), columns, asked, file, read, tally);
      }
      for (Optional<CsvRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        take(row.get(), columns, asked, file, read, tally);
        if (tally.rows() > limits.rows()) {
          tally.store();
          throw new IntentRefused("The file has more than " + limits.rows() + " rows. Those are in; send the others as a file"
              + " of their own.");
        }
      }
      return tally.done(clock.instant());
    } catch (CsvUnreadable e) {
      throw new IntentRefused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new IntentRefused("The file broke off while it was read. Send it again: what is in stays in and changes nothing.");
    }
  }

  private void take(
      CsvRows.Row row, IntentColumns columns, Asked asked, IntentFileRow file, PolicyNames read, IntentTally tally) {
    if (row.fault() != null) {
      tally.failed(row.line(), row.fault().reason());
    } else if (row.cells().size() != columns.count()) {
      tally.failed(row.line(), "The row has " + row.cells().size() + " cells and not " + columns.count()
          + ". Look for a separator too many or too few, and for a quote (\") that is never closed.");
    } else {
      try {
        tally.good(row.line(), surge(row, columns, asked, file, read, tally));
      } catch (ToldFault fault) {
        tally.failed(row.line(), "'" + fault.field() + "' " + fault.getMessage() + ".");
      }
    }
    if (tally.waiting() >= ROWS_A_TRANSACTION) {
      tally.store();
    }
  }

  private ToldSurge surge(
      CsvRows.Row row, IntentColumns columns, Asked asked, IntentFileRow file, PolicyNames read, IntentTally tally)
      throws ToldFault {
    String date = columns.cell(row.cells(), IntentField.AT);
    Instant known = file.toldAt() == null ? file.receivedAt() : file.toldAt();
    Instant told = date.isEmpty() ? known : date(date, asked.dateFormat());
    Instant now = clock.instant();
    String source = columns.cell(row.cells(), IntentField.SOURCE);
    ToldSurge surge = SurgeFields.read(
        columns.cell(row.cells(), IntentField.DOMAIN),
        columns.cell(row.cells(), IntentField.COMPANY),
        columns.cell(row.cells(), IntentField.TOPIC),
        SurgeFields.score(columns.cell(row.cells(), IntentField.SCORE)),
        source.isEmpty() ? asked.source() : source,
        told.isAfter(now) ? file.receivedAt() : told);
    tally.warn(
        row.line(),
        Stream.of(IntakeWarnings.intentTopic(surge.topic(), read), IntakeWarnings.time("at", told, now))
            .flatMap(Optional::stream).map(Warning::toString).toList());
    return surge;
  }

  private static Instant date(String text, @Nullable String format) throws ToldFault {
    try {
      return Dates.parse(text, format, ZoneOffset.UTC).instant();
    } catch (DateTimeException e) {
      throw new ToldFault("at", String.valueOf(e.getMessage()).replace("give the column a \"format\"", "say how dates are"
          + " written with the parameter 'dateFormat'"));
    }
  }
}
