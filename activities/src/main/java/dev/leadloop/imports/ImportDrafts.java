package dev.leadloop.imports;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.imports.MappingWarnings.Told;
import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.imports.mapping.MappedRow;
import dev.leadloop.imports.mapping.MappingGuess;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.text.AddressFault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that were sent before anybody said what their columns mean: guessed, shown as they would come in, and let go. */
public final class ImportDrafts {
  private static final int SHOWN = 10;
  /** So many rows are held against a mapping before it is started. */
  public static final int LOOKED_AT = 1_000;

  private static final int GUESSED_BY = 50;

  private final ImportStore store;
  private final NamesInForce names;
  private final InstantSource clock;

  /** Over what imports are kept in. */
  public ImportDrafts(ImportStore store, NamesInForce names, InstantSource clock) {
    this.store = store;
    this.names = names;
    this.clock = clock;
  }

  /**
   * A column and some of what stands in it.
   *
   * @param format the pattern of its dates, where all of its first cells are dates and are not written by ISO 8601
   * @param eitherWay whether they could be read with the day or with the month first
   */
  public record Column(String name, List<String> cells, @Nullable String format, boolean eitherWay) {}

  /**
   * A draft as it was sent.
   *
   * @param guess the mapping that its columns look like
   */
  public record Seen(ImportJob job, List<Column> columns, String guess) {}

  /**
   * A row as it would become.
   *
   * @param line of the file
   */
  public record Becomes(int line, MappedRow row) {}

  /**
   * What a mapping would make of the file.
   *
   * @param problems why it cannot be taken, in sentences; nothing else is known then
   * @param first the first rows
   * @param looked at how many rows was looked
   * @param broken those of them that could not come in
   * @param warned those of them that would come in with a warning
   */
  public record Preview(List<String> problems, List<Becomes> first, int looked, List<Becomes> broken, int warned, Told warnings) {
    public Preview {
      problems = List.copyOf(problems);
    }
  }

  /** The draft of that id; empty where there is none. */
  public Optional<Seen> find(String importId) {
    return store.draft(importId).map(job -> {
      Header header = new Header(job.header());
      List<List<String>> rows = store.waiting(importId, GUESSED_BY).stream().map(StagedRow::cells).toList();
      List<Column> columns = header.names().stream().distinct().map(name -> {
        List<String> cells = MappingGuess.cells(header, rows, name);
        String format = MappingGuess.formatOf(cells);
        return new Column(name, cells, format, MappingGuess.eitherWayAround(cells, format));
      }).toList();
      char separator = MappingReader.guessed(job.mapping()).separator();
      return new Seen(job, columns, MappingGuess.of(header, rows, separator).toPrettyString());
    });
  }

  /** The newest drafts. */
  public List<ImportJob> newest(int most) {
    return store.drafts(most);
  }

  /** What the mapping would make of the draft, by the rules that it would come in by. */
  public Preview preview(ImportJob draft, String mappingJson, ZoneId organisation) {
    ImportMapping mapping;
    Header header = new Header(draft.header());
    try {
      mapping = MappingReader.read(mappingJson);
      header.check(mapping);
    } catch (ImportRefused refused) {
      return new Preview(refused.problems(), List.of(), 0, List.of(), 0, new Told(List.of(), 0));
    }
    Instant now = clock.instant();
    PolicyNames read = names.newest();
    RowMapper mapper = new RowMapper(mapping, header, now, read);
    List<Becomes> first = new ArrayList<>();
    List<Becomes> broken = new ArrayList<>();
    int warned = 0;
    List<StagedRow> rows = store.waiting(draft.importId(), LOOKED_AT);
    for (StagedRow row : rows) {
      Becomes becomes = new Becomes(row.line(), known(mapper.map(row.cells()), mapper));
      if (first.size() < SHOWN) {
        first.add(becomes);
      }
      if (becomes.row() instanceof MappedRow.Broken) {
        broken.add(becomes);
      } else if (becomes.row() instanceof MappedRow.Told told && !told.warnings().isEmpty()) {
        warned++;
      }
    }
    return new Preview(
        List.of(), first, rows.size(), broken, warned, MappingWarnings.of(draft.withMapping(mappingJson), read, organisation));
  }

  /** What stands in a column of the draft, and how the mapping reads it, whether or not it is complete. */
  public ColumnValues values(ImportJob draft, String mappingJson, String column) {
    return ColumnValues.of(
        store.waiting(draft.importId(), LOOKED_AT), new Header(draft.header()), MappingReader.guessed(mappingJson), column);
  }

  /** A row whose address is none is mapped, and refused as it is taken in: that is said before. */
  private static MappedRow known(MappedRow row, RowMapper mapper) {
    String email = row instanceof MappedRow.Told told ? told.details().email() : null;
    return email == null || EmailAddresses.normalise(email).isPresent() ? row
        : new MappedRow.Broken(
            mapper.columnOf(LeadFields.EMAIL), RowMapper.sentence(LeadFields.EMAIL, AddressFault.of(email)));
  }

  /**
   * Has the draft come in by that mapping; false where somebody had it come in before, or threw it away.
   *
   * @throws ImportRefused where the mapping cannot be taken
   */
  public boolean start(ImportJob draft, String mappingJson) {
    ImportMapping mapping = MappingReader.read(mappingJson);
    new Header(draft.header()).check(mapping);
    return store.letGo(draft.importId(), mapping, mappingJson);
  }

  /** Throws a draft away with all of its rows; false where there is none. */
  public boolean forget(String importId) {
    return store.forgetDraft(importId);
  }
}
