package dev.leadloop.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

/** Writes the records of a download as CSV (RFC 4180), every cell guarded; there is no other way to write one. */
public final class CsvDownload {
  private final CsvWriter csv;

  /** Writes to there; the writer stays the caller's to close. */
  public CsvDownload(Writer to) {
    this.csv = CsvWriter.builder().build(to);
  }

  /** Writes one record. */
  public void write(List<String> cells) throws IOException {
    put(cells.stream().map(FormulaGuard::guarded));
  }

  /** Writes one record that holds a sentence of ours between other cells. */
  public void write(List<String> before, String sentence, List<String> behind) throws IOException {
    Stream<String> told = Stream.concat(before.stream().map(FormulaGuard::guarded), Stream.of(FormulaGuard.told(sentence)));
    put(Stream.concat(told, behind.stream().map(FormulaGuard::guarded)));
  }

  private void put(Stream<String> guarded) throws IOException {
    try {
      csv.writeRecord(guarded.toList());
    } catch (UncheckedIOException e) {
      throw new IOException("The list could not be sent", e);
    }
  }

  /** The same of single cells. */
  public void write(String... cells) throws IOException {
    write(List.of(cells));
  }

  /** Sends on what is held back. */
  public void flush() throws IOException {
    try {
      csv.flush();
    } catch (UncheckedIOException e) {
      throw new IOException("The list could not be sent", e);
    }
  }
}
