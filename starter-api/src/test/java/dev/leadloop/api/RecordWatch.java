package dev.leadloop.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells, cheaply enough to be asked after every request, which tables of the record have changed since it was last asked. */
final class RecordWatch {
  /** What was ordered is worked on beside the requests: of these the orders alone are watched. */
  private static final Set<String> ORDERS = Set.of("simulation");

  private final JdbcClient jdbc;
  private final String everyTable;
  private String transaction;
  private Map<String, String> rows;

  RecordWatch(JdbcClient jdbc) {
    this.jdbc = jdbc;
    List<String> tables =
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'").query(String.class).list();
    // A row that was put in or changed bears the number of the transaction that did it, and a row taken out is counted no more.
    this.everyTable =
        tables.stream()
            .map(table -> "select '" + table + "' as name, count(*) || ':' || coalesce("
                + (ORDERS.contains(table) ? "max(created_at)::text, ''" : "max(xmin::text::bigint), 0") + ") as rows from "
                + table)
            .collect(Collectors.joining(" union all "));
    this.transaction = transaction();
    this.rows = rows();
  }

  TreeSet<String> changed() {
    TreeSet<String> changed = new TreeSet<>();
    String now = transaction();
    if (!now.equals(transaction)) {
      Map<String, String> before = rows;
      rows = rows();
      rows.forEach((table, state) -> {
        if (!state.equals(before.get(table))) {
          changed.add(table);
        }
      });
      transaction = transaction();
    }
    return changed;
  }

  /** The number of the next transaction that writes. */
  private String transaction() {
    return jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot())::text").query(String.class).single();
  }

  private Map<String, String> rows() {
    Map<String, String> found = new HashMap<>();
    jdbc.sql(everyTable).query((row, n) -> found.put(row.getString("name"), row.getString("rows"))).list();
    return found;
  }
}
