package dev.leadloop.imports;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.imports.mapping.MappedRow;
import dev.leadloop.intake.DetailsCheck;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.lead.Principal;
import dev.leadloop.policy.names.PolicyNames;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an import of a file would bring in, row by row, and brings nothing in. */
public final class FileRows implements AutoCloseable {
  private final ImportMapping mapping;
  private final Instant importedAt;
  private final CsvRows rows;
  private final Header header;
  private final RowMapper mapper;
  private final DetailsCheck check = new DetailsCheck(EmailAddresses::normalise);

  private FileRows(ImportMapping mapping, Instant importedAt, CsvRows rows, Header header, PolicyNames names) {
    this.mapping = mapping;
    this.importedAt = importedAt;
    this.rows = rows;
    this.header = header;
    this.mapper = new RowMapper(mapping, header, importedAt, names);
  }

  /** A row, with the line it begins in. */
  public record Row(int line, MappedRow row) {}

  /**
   * Opens a file.
   *
   * @param charset null for UTF-8
   * @param importedAt when it would be imported
   * @throws ImportRefused when the file or the mapping cannot be taken
   */
  public static FileRows open(
      InputStream file, @Nullable String charset, String mappingJson, Instant importedAt, PolicyNames names, long bytes) {
    ImportMapping mapping = MappingReader.read(mappingJson);
    try {
      CsvRows rows = CsvRows.open(new LimitedInput(file, bytes), CsvText.charset(charset), mapping.separator());
      CsvRows.Row first =
          rows.next().orElseThrow(() -> new ImportRefused("The file is empty; its first row must name the columns."));
      Header header = new Header(first.cells());
      header.check(mapping, first);
      rows.expect(header.names().size(), new RowLook(mapping, header));
      return new FileRows(mapping, importedAt, rows, header, names);
    } catch (CsvUnreadable e) {
      throw new ImportRefused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw brokenOff();
    }
  }

  /** How its columns are read. */
  public ImportMapping mapping() {
    return mapping;
  }

  /** The next row; empty at the end of the file. */
  public Optional<Row> next() {
    try {
      return rows.next().map(row -> new Row(row.line(), read(StagedRow.of(row, header))));
    } catch (IOException e) {
      throw brokenOff();
    }
  }

  private MappedRow read(StagedRow row) {
    if (row.error() != null) {
      return new MappedRow.Broken(row.errorColumn(), row.error());
    }
    MappedRow mapped = mapper.map(row.cells());
    return mapped instanceof MappedRow.Told told ? checked(told) : mapped;
  }

  /** Held against the limits that every intake has. */
  private MappedRow checked(MappedRow.Told told) {
    MappedRow.ToldPast past = told.past();
    IntakeRequest request = new IntakeRequest(
        told.details(), Principal.SYSTEM, null, !mapping.handoff(), told.touchedAt(), past == null ? null : past.until());
    return check.fault(request)
        .<MappedRow>map(fault -> new MappedRow.Broken(
            mapper.columnOf(fault.field()), RowMapper.sentence(fault.field(), fault.message())))
        .orElse(told);
  }

  /** When the file would be imported. */
  public Instant importedAt() {
    return importedAt;
  }

  private static ImportRefused brokenOff() {
    return new ImportRefused("The file broke off while it was read; send it again.");
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException ignored) {
      // It was only read.
    }
  }
}
