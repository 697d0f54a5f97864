package dev.leadloop.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes a database that tests have used like a new copy of the template: its rows are deleted and its sequences begin anew,
 * which takes a tenth of the work of a copy. One whose tables, functions or rules were changed, or that has grown, is not taken.
 */
final class UsedDatabase {
  /** What a changed definition differs in: its id, or the transaction that wrote it. */
  private static final String DEFINITIONS = """
      select concat_ws(' ', 'class', oid, relname, relkind, relrowsecurity, reloptions, relacl) from pg_class where oid >= 16384
      union all select concat_ws(' ', 'column', attrelid, attnum, xmin) from pg_attribute where attrelid >= 16384
      union all select concat_ws(' ', 'default', oid, xmin) from pg_attrdef
      union all select concat_ws(' ', 'constraint', oid, xmin) from pg_constraint where oid >= 16384
      union all select concat_ws(' ', 'trigger', oid, xmin) from pg_trigger
      union all select concat_ws(' ', 'function', oid, xmin) from pg_proc where oid >= 16384
      union all select concat_ws(' ', 'type', oid, xmin) from pg_type where oid >= 16384
      union all select concat_ws(' ', 'rule', oid, xmin) from pg_rewrite where oid >= 16384
      union all select concat_ws(' ', 'index', indexrelid, xmin) from pg_index where indexrelid >= 16384
      union all select concat_ws(' ', 'schema', oid, xmin) from pg_namespace where nspname !~ '^pg_(toast_)?temp'
      union all select concat_ws(' ', 'setting', setconfig) from pg_db_role_setting s
        join pg_database d on d.oid = setdatabase where datname = current_database()""";
  private static final long LARGEST_TABLE = 512 * 1024;
  private static final String EMPTIED = """
      do $$
      declare
        one record;
      begin
        perform set_config('session_replication_role', 'replica', true);
        perform set_config('lock_timeout', '2s', true);
        for one in select c.oid::regclass as name from pg_class c
          where relkind = 'r' and c.oid >= 16384 and pg_relation_size(c.oid) > 0 and not relname = any('{%s}')
        loop
          execute format('delete from %%s', one.name);
        end loop;
        for one in select seqrelid::regclass as name, seqstart as first from pg_sequence
        loop
          perform setval(one.name, one.first, false);
        end loop;
      end
      $$""";

  private final List<String> filled;
  private final String asNew;

  private UsedDatabase(List<String> filled, String asNew) {
    this.filled = filled;
    this.asNew = asNew;
  }

  /** Knows from then on what a copy of that one is like; its sequences have given nothing. */
  static UsedDatabase comparedWith(String url) {
    try (Connection connection = DriverManager.getConnection(url); Statement sql = connection.createStatement()) {
      List<String> filled = new ArrayList<>();
      for (String table : column(sql, "select relname from pg_class"
          + " where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0 order by relname")) {
        if (!column(sql, "select 1 from " + table + " limit 1").isEmpty()) {
          filled.add(table);
        }
      }
      return new UsedDatabase(filled, likeness(sql, filled));
    } catch (SQLException e) {
      throw new IllegalStateException("Test database: the template cannot be read", e);
    }
  }

  /** Whether that database is as new now; nobody is connected with it any more. */
  boolean madeAsNew(String url) {
    try (Connection connection = DriverManager.getConnection(url); Statement sql = connection.createStatement()) {
      sql.execute("select pg_terminate_backend(pid) from pg_stat_activity"
          + " where datname = current_database() and pid <> pg_backend_pid()");
      boolean small = column(sql, "select 1 from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
          + " and pg_relation_size(oid) > " + LARGEST_TABLE).isEmpty();
      if (!small || !likeness(sql, filled).equals(asNew)) {
        return false;
      }
      empty(sql);
      return true;
    } catch (SQLException unlikeNew) {
      return false;
    }
  }

  /** Deletes every row but those of the template's tables that have some. */
  void empty(DataSource database) {
    try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
      empty(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Test database: it cannot be emptied", e);
    }
  }

  private void empty(Statement sql) throws SQLException {
    sql.execute(EMPTIED.formatted(String.join(",", filled)));
  }

  private static String likeness(Statement sql, List<String> filled) throws SQLException {
    StringBuilder all = new StringBuilder(DEFINITIONS);
    filled.forEach(table -> all.append(" union all select '" + table + "' || t from " + table + " t"));
    return column(sql, "select md5(string_agg(line, chr(10) order by line)) from (" + all + ") as lines(line)").get(0);
  }

  private static List<String> column(Statement sql, String query) throws SQLException {
    try (ResultSet found = sql.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (found.next()) {
        values.add(found.getString(1));
      }
      return values;
    }
  }
}
