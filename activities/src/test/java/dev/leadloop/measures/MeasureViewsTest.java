package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Views for other programs: who reads them, what they say, and that the page about them says the same. */
class MeasureViewsTest {
  private static final Path PAGE = Path.of("..", "workflows", "docs", "VIEWS.md");
  private static final Pattern HEAD = Pattern.compile("### `measures\\.([a-z]+)`.*");
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final TestDatabase empty = TestPostgres.emptyDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final List<String> users = new ArrayList<>();

  @AfterEach
  void close() {
    empty.close();
    users.forEach(user -> jdbc.sql("drop owned by " + user).update());
    users.forEach(user -> jdbc.sql("drop role " + user).update());
    database.close();
  }

  private JdbcClient as(String user, TestDatabase where) throws SQLException {
    try (Connection connection = where.dataSource().getConnection()) {
      return JdbcClient.create(new DriverManagerDataSource(
          connection.getMetaData().getURL().replaceAll("[?&]user=[^&]*", ""), user, "secret"));
    }
  }

  private String user(String more) {
    String user = "user_" + UUID.randomUUID().toString().replace("-", "");
    jdbc.sql("create role " + user + " login password 'secret' " + more).update();
    users.add(user);
    return user;
  }

  private Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new TreeMap<>();
    jdbc.sql("select table_name, column_name from information_schema.columns where table_schema = 'measures'"
        + " order by table_name, column_name").query(row -> {
          columns.computeIfAbsent(row.getString(1), view -> new ArrayList<>()).add(row.getString(2));
        });
    return columns;
  }

  @Test
  void aProgramReadsTheViewsAndNothingElse() throws SQLException {
    new GeneratedHistory(database.dataSource()).write(200);
    JdbcClient program = as(user("in role leadloop_measures"), database);
    for (String view : columns().keySet()) {
      assertThat(program.sql("select count(*) from measures." + view).query(Integer.class).single()).as(view).isPositive();
      program.sql("select * from measures." + view + " limit 1").query((row, n) -> n).single();
      assertThat(program.sql("select has_table_privilege('measures." + view + "', 'insert, update, delete, truncate')")
          .query(Boolean.class).single()).isFalse();
      assertThatThrownBy(() -> program.sql("drop view measures." + view).update()).hasStackTraceContaining("must be owner");
    }
    List<String> others = jdbc.sql("select format('%I.%I', table_schema, table_name) from information_schema.tables"
        + " where table_schema = 'public'").query(String.class).list();
    assertThat(others).contains("public.lead", "public.lifecycle_event", "public.measure_lead").allSatisfy(other ->
        assertThatThrownBy(() -> program.sql("select count(*) from " + other).query(Integer.class).single())
            .hasStackTraceContaining("permission denied"));
    for (String schema : List.of("measures", "public")) {
      assertThatThrownBy(() -> program.sql("create table " + schema + ".mine (x int)").update())
          .hasStackTraceContaining("permission denied");
    }
  }

  @Test
  void noViewSaysAnythingOfAPerson() {
    new GeneratedHistory(database.dataSource()).write(50);
    jdbc.sql("update lead set email = 'secret@example.com', first_name = 'secret', last_name = 'secret', company = 'secret',"
        + " title = 'secret', answers = '{\"a\": \"secret\"}'").update();
    jdbc.sql("update rep set name = 'secret', email = 'secret' || rep_id").update();
    jdbc.sql("update send set reason = 'secret', email_key = 'secret@example.com'").update();
    jdbc.sql("update inbox set note = 'secret', event_id = 'secret' || row_id").update();
    jdbc.sql("update measure_cycle set cause_event_id = 'secret'").update();
    for (String view : columns().keySet()) {
      assertThat(jdbc.sql("select count(*) from measures." + view + " v where v::text like '%secret%'").query(Integer.class)
          .single()).as(view).isZero();
    }
    jdbc.sql("update lead set erased_at = now()").update();
    assertThat(jdbc.sql("select count(*) from measures.leads where industry is not null or company_size is not null or country is"
        + " not null").query(Integer.class).single()).isZero();
  }

  @Test
  void thePageSaysOfEveryColumnWhatItIs() throws IOException {
    Map<String, List<String>> told = new TreeMap<>();
    String view = "";
    for (String line : Files.readAllLines(PAGE)) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        view = head.group(1);
      } else if (line.startsWith("| `") && !view.isEmpty()) {
        Matcher name = NAME.matcher(line.substring(0, line.indexOf(" | ")));
        while (name.find()) {
          told.computeIfAbsent(view, ignored -> new ArrayList<>()).add(name.group(1));
        }
      }
    }
    told.values().forEach(names -> names.sort(null));
    assertThat(told).isEqualTo(columns());
  }

  @Test
  void whoMayCreateNothingOfAllThatIsUpgradedAllTheSame() throws SQLException {
    String poor = user("");
    JdbcClient owner = JdbcClient.create(empty.dataSource());
    String name = owner.sql("select current_database()").query(String.class).single();
    owner.sql("grant create on schema public to " + poor).update();
    upgrade(poor);
    assertThat(as(poor, empty).sql("select count(*) from lead").query(Integer.class).single()).isZero();
    assertThat(owner.sql("select count(*) from pg_namespace where nspname = 'measures'").query(Integer.class).single()).isZero();
    String index = "select count(*) from pg_indexes where indexname = 'lead_found_by'";
    assertThat(owner.sql(index).query(Integer.class).single()).isZero();
    assertThat(as(poor, empty).sql("select count(*) from lead where found_by like '%kim%'").query(Integer.class).single())
        .isZero();
    owner.sql("create extension pg_trgm schema public").update();
    upgrade(poor);
    assertThat(owner.sql(index).query(Integer.class).single()).isEqualTo(1);
    owner.sql("grant create on database " + name + " to " + poor).update();
    owner.sql("delete from flyway_schema_history where script = 'R__measures_for_others.sql'").update();
    upgrade(poor);
    assertThat(as(user("in role leadloop_measures"), empty).sql("select count(*) from measures.leads").query(Integer.class)
        .single()).isZero();
  }

  private void upgrade(String as) throws SQLException {
    try (Connection connection = empty.dataSource().getConnection()) {
      Flyway.configure().dataSource(connection.getMetaData().getURL().replaceAll("[?&]user=[^&]*", ""), as, "secret").load()
          .migrate();
    }
  }
}
