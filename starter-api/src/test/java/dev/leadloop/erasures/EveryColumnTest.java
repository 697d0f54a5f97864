package dev.leadloop.erasures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.Holding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every column that can hold words is erased by somebody, or somebody has said why it holds nothing of a person. */
class EveryColumnTest extends ApiTest {
  private static final Path REASONS = Path.of("src/test/resources/erasure/nothing-personal.txt");
  private static final Set<String> CANNOT_NAME = Set.of(
      "bigint", "boolean", "date", "double precision", "integer", "interval", "numeric", "smallint", "timestamp with time zone",
      "timestamp without time zone", "uuid", "tstzmultirange", "xid8", "xid");

  @Autowired private List<Erases> erasers;

  private record Column(String table, String name) {
    @Override
    public String toString() {
      return table + "." + name;
    }
  }

  private Set<Column> columns() {
    return new HashSet<>(jdbc.sql(
            """
            select c.table_name, c.column_name, c.data_type from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')""")
        .query((row, n) -> CANNOT_NAME.contains(row.getString(3)) || elsewhere(row.getString(2), row.getString(3))
            ? null : new Column(row.getString(1), row.getString(2)))
        .list().stream().filter(java.util.Objects::nonNull).toList());
  }

  /** A list of dates. */
  private boolean elsewhere(String column, String type) {
    return type.equals("ARRAY") && column.equals("days_off");
  }

  private static Map<String, Set<String>> reasoned() throws IOException {
    Map<String, Set<String>> reasoned = new HashMap<>();
    for (String line : Files.readAllLines(REASONS)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(": | \\| ");
        assertThat(parts).as(line).hasSize(3);
        reasoned.computeIfAbsent(parts[0], added -> new HashSet<>()).addAll(List.of(parts[1].split(", ")));
      }
    }
    return reasoned;
  }

  private boolean claimed(Column column) {
    return erasers.stream().flatMap(one -> one.holdings().stream()).anyMatch(one -> claims(one, column));
  }

  private static boolean claims(Holding holding, Column column) {
    return holding.place().equals(column.table())
        && (holding.columns().contains("*") || holding.columns().contains(column.name()));
  }

  @Test
  void everyColumnIsErasedOrHasAReason() throws IOException {
    Map<String, Set<String>> reasoned = reasoned();
    Set<Column> all = columns();
    assertThat(all).hasSizeGreaterThan(300);
    Set<String> open = new TreeSet<>();
    for (Column column : all) {
      if (!claimed(column) && !reasoned.getOrDefault(column.table(), Set.of()).contains(column.name())) {
        open.add(column.toString());
      }
    }
    assertThat(open).as("columns that nobody erases: have an Erases of the feature claim them, or say why in " + REASONS)
        .isEmpty();
  }

  @Test
  void whatIsClaimedAndReasonedIsThere() throws IOException {
    Set<Column> all = columns();
    Set<String> absent = new TreeSet<>();
    reasoned().forEach((table, names) -> names.stream().map(name -> new Column(table, name))
        .filter(one -> !all.contains(one) || claimed(one)).forEach(one -> absent.add(one.toString())));
    assertThat(absent).as("reasons for what is not there, or is erased anyway").isEmpty();
    Set<String> tables = new HashSet<>(new Traces(jdbc).tables().stream().map(one -> one.replace("public.", "")).toList());
    assertThat(erasers.stream().flatMap(one -> one.holdings().stream())
            .filter(one -> !one.columns().isEmpty() && !tables.contains(one.place())))
        .isEmpty();
  }

  @Test
  void noTwoErasersHaveOneName() {
    assertThat(erasers.stream().map(Erases::name)).doesNotHaveDuplicates().hasSizeGreaterThan(12);
  }
}
