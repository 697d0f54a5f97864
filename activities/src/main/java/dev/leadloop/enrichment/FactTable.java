package dev.leadloop.enrichment;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.email.address.WrittenDomain;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.MailDomains;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a CSV file by domain and by address. A good row counts even where others are at fault; of two rows about the
 * same the later one counts.
 */
final class FactTable {
  static final FactTable EMPTY = new FactTable();

  private static final long MOST_BYTES = 200_000_000;
  private static final int MOST_ROWS = 500_000;
  private static final int TOLD = 100;
  private static final String SEPARATORS = ",;\t|";
  private static final String DOMAIN = "domain";
  private static final String EMAIL = "email";

  private final Map<String, Map<String, String>> byKey;
  private final List<String> faults = new ArrayList<>();
  private int faultCount;
  private boolean usable = true;

  private FactTable() {
    this(new HashMap<>());
  }

  private FactTable(Map<String, Map<String, String>> byKey) {
    this.byKey = byKey;
  }

  /** What the file says; what is wrong with it is in the answer. Takes as long as the file is long. */
  static FactTable read(Path file) {
    FactTable table = new FactTable();
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return table.unusable("It is no file, but a directory or a device.");
      }
      if (Files.size(file) > MOST_BYTES) {
        return table.unusable("The file has more than " + MOST_BYTES / 1_000_000 + " MB; leave out whom you do not sell to.");
      }
      try (InputStream in = Files.newInputStream(file); CsvRows rows = CsvRows.open(in, null, ',')) {
        table.take(rows.separatedBy(SEPARATORS, FactTable::isHeader));
      }
    } catch (CsvUnreadable e) {
      return table.unusable(String.valueOf(e.getMessage()));
    } catch (IOException | SecurityException e) {
      return table.unusable("The file cannot be read (" + e.getClass().getSimpleName()
          + "); look at its path and at who may read it.");
    }
    return table;
  }

  /** Facts about the company of the domain, with those of the very address over them. */
  Map<String, String> facts(Question question) {
    Map<String, String> facts = new HashMap<>();
    if (question.domain() != null) {
      facts.putAll(byKey.getOrDefault(question.domain(), Map.of()));
    }
    if (question.address() != null) {
      facts.putAll(byKey.getOrDefault(question.address(), Map.of()));
    }
    return facts;
  }

  /** This table, which stays in force, with the faults of one that cannot be used. */
  FactTable blaming(FactTable other) {
    FactTable same = new FactTable(byKey);
    same.faults.addAll(other.faults);
    same.faultCount = other.faultCount;
    return same;
  }

  /** Whether it was a table at all. */
  boolean usable() {
    return usable;
  }

  /** The first {@value #TOLD} things wrong with it, each with its line. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  int faultCount() {
    return faultCount;
  }

  /** How many domains and addresses are named. */
  int size() {
    return byKey.size();
  }

  long facts() {
    return byKey.values().stream().mapToLong(Map::size).sum();
  }

  private void take(CsvRows rows) throws IOException {
    CsvRows.Row header = rows.next().orElse(null);
    if (header == null || header.fault() != null || !isHeader(header.cells())) {
      unusable("The file needs a first line that names its columns, one of them domain or email, such as"
          + " domain,company,size,industry,country.");
      return;
    }
    List<String> cells = header.cells().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
    int domain = cells.indexOf(DOMAIN);
    int email = cells.indexOf(EMAIL);
    Map<Integer, String> facts = columns(header, domain, email);
    rows.expect(cells.size(), row -> key(row, domain, email).isPresent());
    int taken = 0;
    for (Optional<CsvRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      if (++taken > MOST_ROWS) {
        fault(row.get().line(), "the file has more than " + MOST_ROWS + " rows; what follows is left out");
        return;
      }
      if (row.get().fault() == null && row.get().cells().stream().skip(cells.size()).anyMatch(cell -> !cell.isBlank())) {
        fault(row.get().line(), "has more cells than the first line; put quotes (\") round a cell that holds the separator");
        continue;
      }
      take(row.get(), domain, email, facts, header.cells());
    }
  }

  private Map<Integer, String> columns(CsvRows.Row header, int domain, int email) {
    Map<Integer, String> facts = new HashMap<>();
    for (int i = 0; i < header.cells().size(); i++) {
      String name = header.cells().get(i);
      if (i != domain && i != email && !name.isBlank()) {
        Optional<String> fact = FoundFact.named(name);
        if (fact.isEmpty()) {
          fault(header.line(), "the column '" + shortened(name) + "' is passed over: it " + FoundFact.hint(shortened(name)));
        } else {
          facts.put(i, fact.get());
        }
      }
    }
    return facts;
  }

  private void take(CsvRows.Row row, int domain, int email, Map<Integer, String> columns, List<String> heads) {
    if (row.fault() != null) {
      fault(row.line(), row.fault().reason());
      return;
    }
    Optional<String> key = key(row.cells(), domain, email);
    if (key.isEmpty()) {
      fault(row.line(), "names no domain such as acme.example" + (email < 0 ? "" : " and no address"));
      return;
    }
    if (key.get().indexOf('@') < 0 && MailDomains.of(key.get()).kind() != EmailKind.BUSINESS) {
      fault(row.line(), "names a domain whose people are no one company, such as a free mailbox's; the row is left out");
      return;
    }
    Map<String, String> facts = new HashMap<>();
    columns.forEach((column, fact) -> {
      if (column < row.cells().size()) {
        FoundFact.value(fact, row.cells().get(column), why ->
            fault(row.line(), "the cell of '" + shortened(heads.get(column).strip()) + "' " + why))
            .ifPresent(value -> facts.put(fact, value));
      }
    });
    byKey.put(key.get(), Map.copyOf(facts));
  }

  private static Optional<String> key(List<String> cells, int domain, int email) {
    String address = cell(cells, email);
    if (!address.isEmpty()) {
      return EmailAddresses.normalise(address);
    }
    return WrittenDomain.of(cell(cells, domain));
  }

  private static String cell(List<String> cells, int column) {
    return column < 0 || column >= cells.size() ? "" : cells.get(column).strip();
  }

  private static boolean isHeader(List<String> cells) {
    return cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(DOMAIN) || name.equals(EMAIL));
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }

  private void fault(@Nullable Integer line, String why) {
    faultCount++;
    if (faults.size() < TOLD) {
      faults.add((line == null ? "" : "Line " + line + ": ") + why + (why.endsWith(".") ? "" : "."));
    }
  }

  private FactTable unusable(String why) {
    usable = false;
    fault(null, why);
    return this;
  }
}
