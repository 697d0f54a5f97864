package dev.leadloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

  @Test
  void databasesDoNotSeeEachOther() throws SQLException {
    try (TestDatabase one = TestPostgres.freshDatabase(); TestDatabase two = TestPostgres.freshDatabase()) {
      update(one.dataSource(), "CREATE TABLE only_here (id int)");
      assertThat(count(one.dataSource(), "only_here")).isEqualTo(1);
      assertThat(count(two.dataSource(), "only_here")).isZero();
    }
  }

  @Test
  void freshDatabaseIsMigrated() throws SQLException {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      assertThat(count(database.dataSource(), "flyway_schema_history")).isEqualTo(1);
    }
  }

  private static void update(DataSource source, String statement) throws SQLException {
    try (Connection connection = source.getConnection(); Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static int count(DataSource source, String table) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement();
        ResultSet found = sql.executeQuery(
            "SELECT count(*) FROM information_schema.tables WHERE table_name = '" + table + "'")) {
      found.next();
      return found.getInt(1);
    }
  }
}
