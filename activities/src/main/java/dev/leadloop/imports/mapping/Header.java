package dev.leadloop.imports.mapping;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.csv.CsvText;
import dev.leadloop.imports.mapping.ImportMapping.SignalRule;
import dev.leadloop.naming.NearestName;
import dev.leadloop.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names in a file's first row. A name that stands twice, and a column without a name, can be there but not be mapped.
 */
public record Header(List<String> names) {
  private static final int MOST_COLUMNS = 1_000;

  /** The names as they stand in the file, without blanks around them. */
  public Header {
    names = names.stream().map(VisibleText::trim).toList();
  }

  /** The place of a column that {@link #check} found good. */
  public int indexOf(String column) {
    return names.indexOf(column);
  }

  /**
   * Fails with {@link ImportRefused} where the mapping names columns that are not there, or not just once.
   *
   * @param row the header as it was read
   */
  public void check(ImportMapping mapping, CsvRows.Row row) {
    if (names.stream().anyMatch(name -> name.indexOf(CsvText.UNDECODABLE) >= 0 || name.indexOf(CsvText.NUL) >= 0)) {
      throw new ImportRefused("The header cannot be read in the charset given. Save the file as UTF-8, or say which"
          + " charset it has, such as charset=windows-1252 or charset=UTF-16.");
    }
    if (row.fault() != null) {
      throw new ImportRefused("The header in line " + row.line() + " cannot be read: " + row.fault().reason());
    }
    check(mapping);
  }

  /** Fails with {@link ImportRefused} where columns are too many, or those the mapping names are not there just once. */
  public void check(ImportMapping mapping) {
    if (names.size() > MOST_COLUMNS) {
      throw new ImportRefused("The file has " + names.size() + " columns; " + MOST_COLUMNS + " can be read.");
    }
    List<String> problems = new ArrayList<>();
    for (String column : columnsOf(mapping)) {
      long times = names.stream().filter(column::equals).count();
      if (times == 0) {
        problems.add("The file has no column '" + column + "'; " + hint(column, mapping.separator()));
      } else if (times > 1) {
        problems.add("The column '" + column + "' stands " + times + " times in the header; rename all but one.");
      }
    }
    if (!problems.isEmpty()) {
      throw new ImportRefused(problems);
    }
  }

  private String hint(String column, char separator) {
    if (names.size() == 1) {
      for (char other : new char[] {';', '\t', ',', '|'}) {
        if (other != separator && names.get(0).indexOf(other) >= 0) {
          return "its cells seem to be separated by '" + (other == '\t' ? "\\t" : other) + "': say so with \"separator\".";
        }
      }
    }
    return NearestName.to(column, names)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("it has " + String.join(", ", names.stream().limit(50).map(name -> "'" + name + "'").toList()) + ".");
  }

  private static Set<String> columnsOf(ImportMapping mapping) {
    Set<String> columns = new LinkedHashSet<>(mapping.columns().keySet());
    for (SignalRule signal : mapping.signals()) {
      if (signal.when() != null) {
        columns.add(signal.when().column());
      }
      if (signal.count() != null) {
        columns.add(signal.count().column());
      }
      if (signal.occurredAt() != null && signal.occurredAt().column() != null) {
        columns.add(signal.occurredAt().column());
      }
    }
    mapping.history().forEach(step -> columns.addAll(step.columns()));
    return columns;
  }
}
