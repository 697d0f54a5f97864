package dev.leadloop.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.leadloop.csv.FormulaGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, read one at a time in constant memory. Blank rows are passed over. Bytes that are not of the
 * charset become {@link #UNDECODABLE}, so that the row they stand in can be named. What a download guarded against
 * spreadsheets is taken as it was before.
 */
final class CsvRows implements AutoCloseable {
  /** Stands for bytes that could not be decoded; no text holds this noncharacter. */
  static final char UNDECODABLE = '\uFDD0';
  /** Stands for NUL, which PostgreSQL does not keep. */
  static final char NUL = '\uFDD1';

  private static final int LONGEST_CELL = 100_000;
  private static final int LONGEST_ROW = 1_000_000;
  /** What is said where the sender went away. */
  static final String BROKE_OFF = "The file broke off while it was read; send it again.";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * One row.
   *
   * @param line where it begins, the first line of the file being 1
   */
  record Row(int line, List<String> cells) {}

  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;

  private CsvRows(CsvReader<CsvRecord> reader) {
    this.reader = reader;
    this.records = reader.iterator();
  }

  /** Opens the file; its first row is the header. */
  @SuppressWarnings("removal") // Fast CSV has nothing else yet that gets past text behind a closing quote.
  static CsvRows open(InputStream file, Charset charset, char separator) throws IOException {
    CsvRecordHandler handler =
        CsvRecordHandler.of(limits -> limits.maxFieldSize(LONGEST_CELL).maxRecordSize(LONGEST_ROW));
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowUnclosedQuote(true)
            .allowExtraCharsAfterClosingQuote(true)
            .build(handler, text(file, charset));
    return new CsvRows(reader);
  }

  /** The next row that holds anything; empty at the end of the file. */
  Optional<Row> next() {
    try {
      while (records.hasNext()) {
        CsvRecord found = records.next();
        if (found.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
          List<String> cells = found.getFields().stream().map(cell -> FormulaGuard.taken(cell).replace('\0', NUL)).toList();
          return Optional.of(new Row(Math.toIntExact(found.getStartingLineNumber()), cells));
        }
      }
      return Optional.empty();
    } catch (CsvParseException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof ImportRefused refused) {
          throw refused;
        }
        if (cause instanceof IOException) {
          throw new ImportRefused(BROKE_OFF);
        }
      }
      throw new ImportRefused("The file cannot be read as CSV: " + e.getMessage() + ". A cell may have "
          + LONGEST_CELL + " characters; look for a quote (\") in that line that is opened and never closed.");
    } catch (UncheckedIOException | NoSuchElementException e) {
      throw new ImportRefused(BROKE_OFF);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static Reader text(InputStream file, Charset charset) throws IOException {
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                file,
                charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith(String.valueOf(UNDECODABLE))));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  /** The charset of that name; fails with {@link ImportRefused}. */
  static Charset charset(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name.strip());
    } catch (IllegalArgumentException e) {
      throw new ImportRefused(
          "The charset '" + name + "' is not known; use one like UTF-8, windows-1252, ISO-8859-1 or UTF-16.");
    }
  }
}
