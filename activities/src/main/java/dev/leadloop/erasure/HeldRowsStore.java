package dev.leadloop.erasure;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a feature keeps of people in tables of its own, where it is enough to say whose the rows are and what becomes of them.
 * Tables and conditions are written by the feature, never by anybody outside.
 */
public final class HeldRowsStore implements Erases {
  /** Rows of the lead. */
  public static final String OF_LEAD = "lead_id = :lead";
  /** Rows of an address. */
  public static final String OF_ADDRESS = "email_key = any(:addresses)";
  /** Rows of either. */
  public static final String OF_BOTH = "(" + OF_LEAD + " or " + OF_ADDRESS + ")";

  private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};
  private static final int MOST_TOLD = 10_000;

  private final String name;
  private final JdbcClient jdbc;
  private final int turn;
  private final List<Table> tables;

  private record Table(String name, String whose, Map<String, String> cleared, String fate) {}

  private HeldRowsStore(String name, JdbcClient jdbc, int turn, List<Table> tables) {
    this.name = name;
    this.jdbc = jdbc;
    this.turn = turn;
    this.tables = List.copyOf(tables);
  }

  /** One of that name, of no table yet. */
  public static HeldRowsStore named(String name, JdbcClient jdbc) {
    return new HeldRowsStore(name, jdbc, 0, List.of());
  }

  /**
   * And of this table, whose rows of the person go.
   *
   * @param whose a condition over :lead (null where there is none) and :addresses
   */
  public HeldRowsStore deletes(String table, String whose) {
    return with(new Table(table, whose, Map.of(), "rows are deleted"));
  }

  /**
   * And of this table, whose rows stay without the person.
   *
   * @param cleared each column that holds something of the person, and what it is from then on as an expression
   * @param fate what stays and why, to be read by people
   */
  public HeldRowsStore clears(String table, String whose, Map<String, String> cleared, String fate) {
    return with(new Table(table, whose, cleared, fate));
  }

  /** The same, after all whose turn is less. */
  public HeldRowsStore inTurn(int later) {
    return new HeldRowsStore(name, jdbc, later, tables);
  }

  private HeldRowsStore with(Table table) {
    List<Table> more = new ArrayList<>(tables);
    more.add(table);
    return new HeldRowsStore(name, jdbc, turn, more);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int turn() {
    return turn;
  }

  @Override
  public List<Holding> holdings() {
    return tables.stream()
        .map(table -> table.cleared().isEmpty()
            ? Holding.deleted(table.name()) : new Holding(table.name(), table.cleared().keySet(), table.fate()))
        .toList();
  }

  @Override
  public Erased erase(Person person) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Table table : tables) {
      counts.merge(table.name(), about(jdbc.sql(statement(table)), person).update(), Integer::sum);
    }
    counts.values().removeIf(count -> count == 0);
    return Erased.done(counts);
  }

  private static String statement(Table table) {
    if (table.cleared().isEmpty()) {
      return "delete from " + table.name() + " where " + table.whose();
    }
    List<Map.Entry<String, String>> columns = List.copyOf(table.cleared().entrySet());
    return "update " + table.name() + " set "
        + columns.stream().map(one -> one.getKey() + " = " + one.getValue()).collect(Collectors.joining(", "))
        + " where " + table.whose() + " and ("
        + columns.stream().map(one -> one.getKey() + " is distinct from " + one.getValue()).collect(Collectors.joining(" or "))
        + ")";
  }

  @Override
  public Map<String, List<Map<String, Object>>> tell(Person person) {
    Map<String, List<Map<String, Object>>> told = new LinkedHashMap<>();
    for (Table table : tables) {
      List<Map<String, Object>> rows = about(
              jdbc.sql("select to_jsonb(told) from " + table.name() + " as told where " + table.whose() + " limit " + MOST_TOLD),
              person)
          .query((row, n) -> Json.read(Objects.requireNonNull(row.getString(1)), ROW))
          .list();
      if (!rows.isEmpty()) {
        told.merge(table.name(), rows, (some, more) -> java.util.stream.Stream.concat(some.stream(), more.stream())
            .distinct().toList());
      }
    }
    return told;
  }

  private static JdbcClient.StatementSpec about(JdbcClient.StatementSpec sql, Person person) {
    return sql.param("lead", person.lead(), java.sql.Types.VARCHAR)
        .param("addresses", person.addresses().toArray(String[]::new));
  }
}
